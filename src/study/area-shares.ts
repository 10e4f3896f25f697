// Shares by area: blocks summed by the community, street or district that they name. Each kind in its own headline measure.

import type { AnswerWithoutFacts } from '../answer/access-report.ts'
import type { AreaFacts } from '../answer/answer-facts.ts'
import { AREA_LEVELS, type AreaLevel } from '../answer/area-level.ts'
import { blockAmount } from '../answer/measured-places.ts'

/** More areas than this are no overview. */
const MOST_AREAS = 400

/** The smallest kind of area that there are at least two and not too many of, with its shares; `null` where blocks name none. */
export function measureAreas(answer: AnswerWithoutFacts): AreaFacts | null {
  const level = AREA_LEVELS.find((candidate) => {
    const count = membersOf(answer, candidate).size
    return count >= 2 && count <= MOST_AREAS
  })
  if (level === undefined) return null
  const areas = membersOf(answer, level)
  const members = [...areas.values()]
  const { categories, options, coverage } = answer
  const headline = new Map(coverage.map(({ category, limit, headline }) => [`${category} ${limit}`, headline]))
  const share = new Float64Array(members.length * categories.length * options.limits.length)
  let cell = 0
  for (const blocks of members) {
    categories.forEach(({ id }, category) => {
      options.limits.forEach((limit, at) => {
        share[cell++] = shareOf(answer, blocks, category, at, headline.get(`${id} ${limit}`) ?? null)
      })
    })
  }
  return {
    level,
    names: [...areas.keys()],
    blocks: Uint32Array.from(members, (blocks) => blocks.length),
    people: Float64Array.from(members, (blocks) => knownPeople(answer, blocks)),
    share,
  }
}

/** Blocks by the area of a kind that they name, in the order of the blocks. */
export function membersOf({ blocks }: Pick<AnswerWithoutFacts, 'blocks'>, level: AreaLevel): Map<string, number[]> {
  const areas = new Map<string, number[]>()
  blocks.forEach((block, index) => {
    const name = block[level]
    if (name === null) return
    const held = areas.get(name)
    if (held === undefined) areas.set(name, [index])
    else held.push(index)
  })
  return areas
}

function knownPeople({ blocks }: AnswerWithoutFacts, members: readonly number[]): number {
  let people = Number.NaN
  for (const block of members) {
    const known = blocks[block]!.people.population ?? null
    if (known !== null) people = (Number.isNaN(people) ? 0 : people) + known
  }
  return people
}

/** Share within a limit over the linked members whose amount is known; NaN where there are none. */
function shareOf(
  { blocks, table }: AnswerWithoutFacts,
  members: readonly number[],
  category: number,
  limit: number,
  measure: string | null,
): number {
  if (measure === null) return Number.NaN
  let covered = 0
  let total = 0
  for (const block of members) {
    const cell = table.share[(block * table.categoryCount + category) * table.limitCount + limit]!
    const amount = blockAmount(blocks[block]!, measure)
    if (Number.isNaN(cell) || amount === null) continue
    covered += cell * amount
    total += amount
  }
  return total > 0 ? covered / total : Number.NaN
}
