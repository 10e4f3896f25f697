// set-population: how many live in a block, of all or of an age.
import { greatCircleMetres, insidePolygons } from '../../foundation/geo.ts'
import { suggest } from '../../foundation/options.ts'
import type { BlockRecord } from '../../normalise/places/block-record.ts'
import { message } from '../../words/problem.ts'
import type { SetPopulation } from './edit-record.ts'
import { type EditKind, type EditState, isUntouched, type Untouched, untouched } from './edit-state.ts'

/** A block that is a point and lies farther away than this is another one. */
const BLOCK_METRES = 50
const MOST_IDS_TO_SUGGEST = 20_000

export const SET_POPULATION: EditKind<SetPopulation, BlockRecord> = {
  resolve(edit, state) {
    const block = findBlock(edit, state)
    if (isUntouched(block)) return block
    const isSame = Object.entries(edit.people).every(([group, people]) => known(block, group) === people)
    return isSame ? untouched(message('edit.people-same', { id: block.id }), block.lonLat) : block
  },
  apply: (state, changed, { people }) => ({
    ...state,
    blocks: state.blocks.map((block) =>
      block === changed ? { ...block, people: { ...block.people, ...people } } : block,
    ),
  }),
  tell: (block, { people }) => ({
    said: Object.entries(people).map(([group, number]) => {
      const before = known(block, group)
      const values = { id: block.id, group, people: number }
      return before === null ? message('edit.people-first', values) : message('edit.people-set', { ...values, before })
    }),
    touched: [{ kind: 'block', id: block.id, name: block.name }],
    lonLat: block.lonLat,
  }),
}

function known({ people }: BlockRecord, group: string): number | null {
  return Object.hasOwn(people, group) ? (people[group] ?? null) : null
}

function findBlock({ block: id, at }: SetPopulation, { blocks }: EditState): BlockRecord | Untouched {
  if (id !== null) {
    const found = blocks.find((block) => block.id === id)
    if (found !== undefined) return found
    const near =
      blocks.length > MOST_IDS_TO_SUGGEST
        ? undefined
        : suggest(
            id,
            blocks.map((one) => one.id),
          )
    return untouched(
      near === undefined ? message('edit.no-block', { id }) : message('edit.no-block-but', { id, near }),
      at,
    )
  }
  const around = blocks.find(({ polygons }) => polygons !== null && insidePolygons(...at!, polygons))
  if (around !== undefined) return around
  let nearest: BlockRecord | null = null
  let least = BLOCK_METRES
  for (const block of blocks) {
    const metres = block.polygons === null ? greatCircleMetres(...block.lonLat, ...at!) : Infinity
    if (metres > least || (metres === least && nearest !== null)) continue
    nearest = block
    least = metres
  }
  return nearest ?? untouched(message('edit.no-block-near', { metres: BLOCK_METRES }), at)
}
