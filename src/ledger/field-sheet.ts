// What somebody takes along to a community: its gaps by their numbers in the ledger, and the facilities and gates around that could be otherwise than the data say.
// An answer, a ledger and a community in, a list out. It does not know what paper looks like.
import type { AccessReport } from '../answer/access-report.ts'
import { type Gap, gapCategories } from '../answer/gap.ts'
import type { MeasuredBlock } from '../answer/measured-places.ts'
import { boxAround, localScale } from '../foundation/geo.ts'
import type { BoundingBox, LonLat } from '../foundation/units.ts'

/** Straight metres around the blocks of a community in which facilities and gates are looked at. */
const AROUND_METRES = 300

/** A gap to be looked at. */
export interface FieldGap {
  /** On the map and in the list: 1, 2 … */
  readonly number: number
  /** Number in the ledger. */
  readonly id: string
  readonly gap: Gap
  readonly nameEn: string
  readonly nameZh: string
}

/** A facility of a kind that is lacking somewhere here: is it open, is it there? */
export interface FieldFacility {
  readonly number: number
  readonly id: string
  readonly name: string | null
  readonly category: string
  readonly nameEn: string
  readonly nameZh: string
  readonly lonLat: LonLat
}

/** A gate of a closed compound: is it open? */
export interface FieldGate {
  readonly number: number
  readonly compound: string
  readonly compoundName: string | null
  readonly name: string | null
  readonly lonLat: LonLat
  readonly state: string
}

/** A sheet for one community. */
export interface FieldSheet {
  readonly community: string
  readonly blocks: readonly MeasuredBlock[]
  /** Degrees; what the map shows. */
  readonly box: BoundingBox
  /** Those with most people first. */
  readonly gaps: readonly FieldGap[]
  readonly facilities: readonly FieldFacility[]
  readonly gates: readonly FieldGate[]
}

/** Names of the communities that blocks name, in the order in which they first come. */
export function communitiesOf({ blocks }: Pick<AccessReport, 'blocks'>): string[] {
  return [...new Set(blocks.flatMap(({ community }) => community ?? []))]
}

/**
 * The sheet of a community; `null` where no block names it.
 *
 * @param idOf number of a gap in the ledger, by its id in the answer
 */
export function fieldSheet(
  answer: AccessReport,
  community: string,
  idOf: (gapId: string) => string,
): FieldSheet | null {
  const blocks = answer.blocks.filter((block) => block.community === community)
  if (blocks.length === 0) return null
  const ids = new Set(blocks.map(({ id }) => id))
  const box = boxWithMargin(blocks)
  const isHere = ([lon, lat]: LonLat) => lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3]
  const here = answer.gaps.filter(({ blockIds }) => blockIds.some((id) => ids.has(id)))
  const gaps = here
    .sort((a, b) => (b.people ?? -1) - (a.people ?? -1) || (a.id < b.id ? -1 : 1))
    .map((gap, at): FieldGap => ({ number: at + 1, id: idOf(gap.id), gap, ...nameOf(answer, gap) }))
  const kinds = new Set(here.flatMap(gapCategories))
  const facilities = answer.facilities
    .filter(({ category, lonLat }) => kinds.has(category) && isHere(lonLat))
    .map(
      ({ id, name, category, lonLat }, at): FieldFacility => ({
        number: at + 1,
        id,
        name,
        category,
        lonLat,
        ...kindName(answer, category),
      }),
    )
  const gates = (answer.compoundShapes?.shapes ?? []).flatMap(({ id, name, gates: own }) =>
    own
      .filter(({ lonLat }) => isHere(lonLat))
      .map((gate) => ({ compound: id, compoundName: name, name: gate.name, lonLat: gate.lonLat, state: gate.state })),
  )
  return { community, blocks, box, gaps, facilities, gates: gates.map((gate, at) => ({ number: at + 1, ...gate })) }
}

function boxWithMargin(blocks: readonly MeasuredBlock[]): BoundingBox {
  const positions = blocks.flatMap(({ lonLat, polygons }) => [lonLat, ...(polygons ?? []).flat(2)])
  const [west, south, east, north] = boxAround(positions)!
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale((south + north) / 2)
  const [dx, dy] = [AROUND_METRES / metresPerDegreeLon, AROUND_METRES / metresPerDegreeLat]
  return [west - dx, south - dy, east + dx, north + dy]
}

function kindName({ categories }: AccessReport, id: string): { readonly nameEn: string; readonly nameZh: string } {
  const kind = categories.find((category) => category.id === id)
  return { nameEn: kind?.nameEn ?? id, nameZh: kind?.nameZh ?? id }
}

function nameOf(answer: AccessReport, gap: Gap): { readonly nameEn: string; readonly nameZh: string } {
  if (gap.kind === 'category') return kindName(answer, gap.category)
  const rule = answer.standard?.rules.find(({ id }) => id === gap.ruleId)
  return { nameEn: rule?.nameEn ?? gap.ruleId, nameZh: rule?.nameZh ?? gap.ruleId }
}
