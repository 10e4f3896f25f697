// The ground of gaps: what a set of demand points is, whatever is missing there. The same blocks lack one category after the other,
// so each ground is described and drawn once. Origins in, people and outlines out; it knows no facility and no walk.
import { localScale, type PolygonRings } from '../foundation/geo.ts'
import type { LonLat } from '../foundation/units.ts'
import { outlineOfPoints } from '../outline/outline.ts'
import type { StudyPlaces } from './access-study.ts'
import type { AnchorBlock } from './gap-ids.ts'

/** The outline of a gap is drawn this far around its demand points: half the joining distance, so that joined points touch. */
const OUTLINE_RADIUS_METRES = 76

/** The outline is for drawing: with corners that bring it nearer than this, files would be twice as large and look the same. */
const OUTLINE_TOLERANCE_METRES = 5

/** Corners of the circle around a single demand point. */
const CIRCLE_CORNERS = 10

/** One set of origins, described. Gaps on the same ground share this very record. */
export interface GapGround {
  /** Numbers of the blocks, ascending, and their ids. */
  readonly blocks: readonly number[]
  readonly blockIds: readonly string[]
  /** Part of each block's linked weight, above 0 and up to 1. */
  readonly blockParts: readonly number[]
  readonly people: number | null
  readonly dwellings: number | null
  readonly demandPoints: number
  readonly centre: LonLat
  readonly polygons: readonly PolygonRings[]
}

/** Describes sets of a study's origins, each set once. */
export class GapGrounds {
  /** Where each origin lies, degrees: the demand point, or the block itself where its gates are the demand points. */
  readonly lonLat: Float64Array
  /** The blocks, for names of gaps. */
  readonly anchors: readonly AnchorBlock[]
  readonly #study: StudyPlaces
  readonly #blockOfOrigin: Uint32Array
  /** Part of its block's linked weight, 0 to 1. */
  readonly #part: Float64Array
  readonly #known = new Map<number, { readonly origins: Uint32Array; readonly ground: GapGround }[]>()
  /** Values of the blocks by name, NaN unknown. */
  readonly #amounts = new Map<string, Float64Array>()

  constructor(study: StudyPlaces) {
    const { blocks, demand, origins, originWeight } = study
    const count = originWeight.length
    this.#study = study
    this.anchors = blocks.map(({ id, people }, block) => {
      const demandPointCount = demand.offset[block + 1]! - demand.offset[block]!
      return { id, people, demandPointCount }
    })
    this.lonLat = new Float64Array(2 * count)
    this.#blockOfOrigin = new Uint32Array(count)
    this.#part = new Float64Array(count)
    for (let block = 0; block < blocks.length; block++) {
      const first = origins.blockOrigin[block]!
      const end = origins.blockOrigin[block + 1]!
      let linked = 0
      for (let origin = first; origin < end; origin++) linked += originWeight[origin]!
      for (let origin = first; origin < end; origin++) {
        const point = origins.originOffset[origin]!
        const isGates = demand.method[block] === 'gates'
        this.lonLat[2 * origin] = isGates ? blocks[block]!.lonLat[0] : demand.lonLat[2 * point]!
        this.lonLat[2 * origin + 1] = isGates ? blocks[block]!.lonLat[1] : demand.lonLat[2 * point + 1]!
        this.#blockOfOrigin[origin] = block
        this.#part[origin] = originWeight[origin]! / linked
      }
    }
  }

  /** The ground of some origins (ascending). */
  of(origins: Uint32Array): GapGround {
    let hash = origins.length
    for (let i = 0; i < origins.length; i++) hash = (Math.imul(hash, 0x01000193) ^ origins[i]!) | 0
    let candidates = this.#known.get(hash)
    if (candidates === undefined) {
      candidates = []
      this.#known.set(hash, candidates)
    }
    for (const known of candidates) if (areEqual(known.origins, origins)) return known.ground
    const ground = this.#describe(origins)
    candidates.push({ origins: origins.slice(), ground })
    return ground
  }

  /** People of a population group; `null` where no block's number is known. */
  peopleOf(group: string, origins: Uint32Array): number | null {
    return this.#sum(
      this.#amountsOf(`people ${group}`, (block) => this.#study.blocks[block]!.people[group]),
      origins,
    )
  }

  #describe(origins: Uint32Array): GapGround {
    const blocks: number[] = []
    const blockParts: number[] = []
    const points: LonLat[] = []
    let lon = 0
    let lat = 0
    for (let i = 0; i < origins.length; i++) {
      const origin = origins[i]!
      const block = this.#blockOfOrigin[origin]!
      if (blocks.at(-1) !== block) {
        blocks.push(block)
        blockParts.push(0)
      }
      blockParts[blocks.length - 1]! += this.#part[origin]!
      lon += this.lonLat[2 * origin]!
      lat += this.lonLat[2 * origin + 1]!
      points.push([this.lonLat[2 * origin]!, this.lonLat[2 * origin + 1]!])
    }
    return {
      blocks,
      blockIds: blocks.map((block) => this.#study.blocks[block]!.id),
      blockParts,
      people: this.peopleOf('population', origins),
      dwellings: this.#sum(
        this.#amountsOf('dwellings', (block) => this.#study.blocks[block]!.dwellings),
        origins,
      ),
      demandPoints: points.length,
      centre: [lon / points.length, lat / points.length],
      polygons:
        points.length === 1
          ? [[circleAround(points[0]!)]]
          : outlineOfPoints(points, OUTLINE_RADIUS_METRES, OUTLINE_TOLERANCE_METRES),
    }
  }

  #amountsOf(name: string, amountOf: (block: number) => number | null | undefined): Float64Array {
    let amounts = this.#amounts.get(name)
    if (amounts === undefined) {
      amounts = Float64Array.from(this.#study.blocks, (_, block) => amountOf(block) ?? Number.NaN)
      this.#amounts.set(name, amounts)
    }
    return amounts
  }

  /** Sum of known amounts × parts; `null` where none is known. */
  #sum(amounts: Float64Array, origins: Uint32Array): number | null {
    let total = 0
    let isKnown = false
    for (let i = 0; i < origins.length; i++) {
      const origin = origins[i]!
      const amount = amounts[this.#blockOfOrigin[origin]!]!
      if (Number.isNaN(amount)) continue
      isKnown = true
      total += amount * this.#part[origin]!
    }
    return isKnown ? total : null
  }
}

function areEqual(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** A ring around one place: the outline of a gap of one demand point. */
function circleAround([lon, lat]: LonLat): LonLat[] {
  const scale = localScale(lat)
  const ring: LonLat[] = []
  for (let corner = 0; corner < CIRCLE_CORNERS; corner++) {
    const angle = (corner / CIRCLE_CORNERS) * 2 * Math.PI
    ring.push([
      lon + (OUTLINE_RADIUS_METRES * Math.cos(angle)) / scale.metresPerDegreeLon,
      lat + (OUTLINE_RADIUS_METRES * Math.sin(angle)) / scale.metresPerDegreeLat,
    ])
  }
  ring.push(ring[0]!)
  return ring
}
