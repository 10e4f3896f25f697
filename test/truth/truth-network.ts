// The slow truth's network: every straight piece of street from node to node, cut at outlines, with its part, region and slopes.
// Reads lines and compounds; regions are named next door.
import {
  areaOf,
  between,
  isInside,
  type LonLat,
  meetings,
  metresBetween,
  metresToOutline,
  type Rings,
  unit,
  type Vector,
} from './truth-geometry.ts'
import { buildWalls, nameRegions } from './truth-regions.ts'
import { slopesOf, type TruthSlope } from './truth-slopes.ts'
import type { TruthLine, TruthStreets } from './truth-streets.ts'
import {
  canBelongToCompound,
  directionsOf,
  isBlockedNode,
  isBridgeOrTunnel,
  isRestrictedNode,
  isRestrictedWay,
  isSignal,
  type Tags,
} from './truth-tags.ts'

const NEAR_OUTLINE_METRES = 6

export interface TruthGate {
  readonly at: LonLat
  /** Whether it opens a way through the wall at all, from the street, and out to it. */
  readonly isOpen: boolean
  readonly letsIn: boolean
  readonly letsOut: boolean
}

export interface TruthCompound {
  readonly id: string
  /** Rings of its outlines; what lies in an odd number of them is inside. */
  readonly rings: Rings
  /** Gates that somebody has listed, shut ones among them; where nobody has, every crossing is open. */
  readonly gates: readonly TruthGate[]
}

export interface TruthOptions {
  /** The closed ones only. */
  readonly compounds?: readonly TruthCompound[]
  readonly private?: 'residents' | 'ordinary'
  /** Metres above the sea; undefined where they are not known. */
  readonly heights?: (at: LonLat) => number | undefined
}

/** Region 0. */
export const PUBLIC = ''

export interface TruthSegment {
  readonly line: number
  readonly kind: TruthLine['kind']
  readonly tags: Tags
  /** Names of the vertices at its ends. */
  a: string
  b: string
  readonly atA: LonLat
  readonly atB: LonLat
  readonly from: Vector
  readonly to: Vector
  readonly metres: number
  readonly steps: boolean
  readonly covered: boolean
  readonly forward: boolean
  readonly backward: boolean
  readonly restricted: boolean
  readonly slopes: readonly TruthSlope[]
  /** Id of the compound of whose outline this is a part. */
  part: string | undefined
  /** {@link PUBLIC}, a compound's id, or a name made up for private streets. */
  region: string
}

export interface TruthNetwork {
  readonly segments: TruthSegment[]
  readonly compounds: readonly TruthCompound[]
  readonly signals: ReadonlySet<string>
  readonly restrictedVertices: ReadonlySet<string>
  /** `region vertex` of open crossings that one may not leave, or enter, by. */
  readonly noLeaving: ReadonlySet<string>
  readonly noEntering: ReadonlySet<string>
}

/** Natural order: runs of digits by their number. */
export function naturalOrder(one: string, other: string): number {
  const [a, b] = [one.match(/\d+|\D+/g) ?? [], other.match(/\d+|\D+/g) ?? []]
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]]
    if (x === undefined) return -1
    if (y === undefined) return 1
    if (x === y) continue
    const [nx, ny] = [Number(x), Number(y)]
    if (!Number.isNaN(nx) && !Number.isNaN(ny) && nx !== ny) return nx - ny
    return x < y ? -1 : 1
  }
  return 0
}

/** The smallest first, then by natural order of id. */
export function smallestFirst(compounds: readonly TruthCompound[]): TruthCompound[] {
  const sized = compounds.map((compound) => ({ compound, size: areaOf(compound.rings) }))
  sized.sort((one, other) => one.size - other.size || naturalOrder(one.compound.id, other.compound.id))
  return sized.map(({ compound }) => compound)
}

/** 2.1: of the outlines that hold a place, more than 6 m from their edge, the smallest. */
function partAt(at: LonLat, compounds: readonly TruthCompound[]): string | undefined {
  return compounds.find(({ rings }) => isInside(at, rings) && metresToOutline(at, rings) > NEAR_OUTLINE_METRES)?.id
}

/** Where a line from node to node crosses outlines: fractions along it, each once, none of them an end. */
function cutsOf(a: LonLat, b: LonLat, compounds: readonly TruthCompound[]): number[] {
  const cuts = compounds.flatMap(({ rings }) => meetings(a, b, rings)).sort((one, other) => one - other)
  return cuts.filter((t, i) => t > 1e-9 && t < 1 - 1e-9 && (i === 0 || t - cuts[i - 1]! > 1e-9))
}

/** Only what may touch: outlines whose box meets that of a line. Real data would take hours without. */
function nearby(compounds: readonly TruthCompound[]): (a: LonLat, b: LonLat) => TruthCompound[] {
  const boxes = compounds.map((compound) => {
    const points = compound.rings.flat()
    const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
    const [west, east] = [Math.min(...lons), Math.max(...lons)]
    const [south, north] = [Math.min(...lats), Math.max(...lats)]
    return { compound, west, east, south, north }
  })
  return (a, b) =>
    boxes
      .filter(
        ({ west, east, south, north }) =>
          Math.max(a[0], b[0]) >= west &&
          Math.min(a[0], b[0]) <= east &&
          Math.max(a[1], b[1]) >= south &&
          Math.min(a[1], b[1]) <= north,
      )
      .map(({ compound }) => compound)
}

export function buildTruth(streets: TruthStreets, options: TruthOptions = {}): TruthNetwork {
  const { lines, nodes } = streets
  const isPrivate = options.private !== 'ordinary'
  const compounds = isPrivate ? smallestFirst(options.compounds ?? []) : []
  const around = nearby(compounds)
  const segments: TruthSegment[] = []
  const signals = new Set<string>()
  const restrictedVertices = new Set<string>()
  const nameEnd = (node: number, end: string): string => {
    const tags = nodes.tags(node)
    // A blocked node is another vertex for every segment that ends there.
    const blocked = isBlockedNode(tags)
    const name = blocked ? `${node} blocked ${end}` : `${node}`
    if (isSignal(tags)) signals.add(name)
    if (isPrivate && !blocked && isRestrictedNode(tags)) restrictedVertices.add(name)
    return name
  }
  lines.forEach(({ kind, tags, nodes: along }, line) => {
    const wholeLine = along.map((node) => nodes.at(node))
    for (let i = 1; i < along.length; i++) {
      const [start, end] = [wholeLine[i - 1]!, wholeLine[i]!]
      const near = canBelongToCompound(tags) ? around(start, end) : []
      const cuts = [0, ...cutsOf(start, end, near), 1]
      const names = cuts.map((t) => {
        if (t === 0) return nameEnd(along[i - 1]!, `${line} ${i}a`)
        return t === 1 ? nameEnd(along[i]!, `${line} ${i}b`) : `cut ${line} ${i} ${t}`
      })
      const slopes = slopesOf(tags, wholeLine, i, options.heights)
      for (let j = 1; j < cuts.length; j++) {
        const [atA, atB] = [between(start, end, cuts[j - 1]!), between(start, end, cuts[j]!)]
        const [from, to] = [unit(atA), unit(atB)]
        const part = near.length === 0 ? undefined : partAt(between(atA, atB, 0.5), near)
        segments.push({
          line,
          kind,
          tags,
          a: names[j - 1]!,
          b: names[j]!,
          atA,
          atB,
          from,
          to,
          metres: metresBetween(from, to),
          steps: tags.get('highway') === 'steps',
          covered: isBridgeOrTunnel(tags),
          // A chord is nobody's drawing: it has no direction of its own.
          ...(kind === 'chord' ? { forward: true, backward: true } : directionsOf(tags)),
          restricted: isPrivate && isRestrictedWay(tags),
          slopes: slopes.cut(cuts[j - 1]!, cuts[j]!),
          part,
          region: part ?? PUBLIC,
        })
      }
    }
  })
  const gates = buildWalls(segments, compounds, [signals, restrictedVertices])
  if (isPrivate) nameRegions(segments, restrictedVertices)
  return { segments, compounds, signals, restrictedVertices, ...gates }
}
