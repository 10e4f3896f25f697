// Entrances of facilities where a sweep meets them, at vertices and on edges, while facilities come and go. Integers only: no names, no
// coordinates.
import type { WalkNetwork } from '../network/walk-network.ts'
import type { LegRows, PlaceLegs } from './place-legs.ts'

/** No next entry. */
const NONE = -1
/** Entries of a row: at the first vertex of its edge, at the second, on the edge. */
const SIDES = 3
const ON_EDGE = 2

type LegColumn = Float64Array | Int32Array | Uint32Array
type LegColumns = { -readonly [Name in keyof LegRows]: LegRows[Name] }

const COLUMN_TYPES = {
  edge: Int32Array,
  fraction: Float64Array,
  region: Uint32Array,
  vertexFrom: Uint32Array,
  vertexTo: Uint32Array,
  access: Uint32Array,
  outFrom: Uint32Array,
  outTo: Uint32Array,
  inFrom: Uint32Array,
  inTo: Uint32Array,
} as const satisfies Record<keyof LegRows, unknown>
const COLUMN_NAMES = Object.keys(COLUMN_TYPES) as (keyof LegRows)[]

/** Rows of entrances that can be added and removed in constant time; a row's number is used again once it is free. */
export class LiveTargets {
  /** Legs of the rows under each of the impedances. They are other arrays after more rows were added than had room. */
  readonly legs: LegRows[]
  /** Facility of each row. */
  rowFacility: Uint32Array
  /** First entry at each vertex and on each edge; an entry is its row × 3 + 0 first end, 1 second end, 2 edge. */
  readonly #vertexHead: Int32Array
  readonly #edgeHead: Int32Array
  #next: Int32Array
  #before: Int32Array
  #rowCount = 0
  readonly #free: number[] = []

  /** @param bases how many impedances there are legs for */
  constructor(network: WalkNetwork, bases: number, room = 64) {
    this.#vertexHead = new Int32Array(network.vertexFlags.length).fill(NONE)
    this.#edgeHead = new Int32Array(network.edgeFrom.length).fill(NONE)
    this.legs = Array.from({ length: bases }, () => columns(room, null))
    this.rowFacility = new Uint32Array(room)
    this.#next = new Int32Array(room * SIDES)
    this.#before = new Int32Array(room * SIDES)
  }

  /**
   * Hangs up the rows of a linked point.
   *
   * @param legs of the same points under each of the impedances
   * @returns their numbers here; rows that are not linked have none
   */
  add(facility: number, legs: readonly PlaceLegs[], point: number): number[] {
    const rows: number[] = []
    const { rowOffset, edge } = legs[0]!
    for (let from = rowOffset[point]!; from < rowOffset[point + 1]!; from++) {
      if (edge[from]! < 0) continue
      const row = this.#free.pop() ?? this.#newRow()
      legs.forEach((given, basis) => {
        for (const name of COLUMN_NAMES) this.legs[basis]![name][row] = given[name][from]!
      })
      this.rowFacility[row] = facility
      for (let side = 0; side < SIDES; side++) this.#hang(row * SIDES + side, this.#head(side), this.#at(row, side))
      rows.push(row)
    }
    return rows
  }

  /** Takes rows down. */
  remove(rows: readonly number[]): void {
    for (const row of rows) {
      for (let side = 0; side < SIDES; side++) {
        const entry = row * SIDES + side
        const next = this.#next[entry]!
        const before = this.#before[entry]!
        if (next !== NONE) this.#before[next] = before
        if (before === NONE) this.#head(side)[this.#at(row, side)] = next
        else this.#next[before] = next
      }
      this.#free.push(row)
    }
  }

  /** The first entry at a vertex, −1 where there is none. */
  firstAt(vertex: number): number {
    return this.#vertexHead[vertex]!
  }

  /** The first entry on an edge, −1 where there is none. */
  firstOn(edge: number): number {
    return this.#edgeHead[edge]!
  }

  /** The row of an entry. */
  rowOf(entry: number): number {
    return Math.trunc(entry / SIDES)
  }

  /** Whether an entry hangs at the first end of its edge; else at the second, or on the edge. */
  isAtFirstEnd(entry: number): boolean {
    return entry % SIDES === 0
  }

  /** The entry after one at the same vertex or on the same edge, −1 after the last. */
  after(entry: number): number {
    return this.#next[entry]!
  }

  #hang(entry: number, head: Int32Array, at: number): void {
    const next = head[at]!
    this.#next[entry] = next
    this.#before[entry] = NONE
    if (next !== NONE) this.#before[next] = entry
    head[at] = entry
  }

  #head(side: number): Int32Array {
    return side === ON_EDGE ? this.#edgeHead : this.#vertexHead
  }

  #at(row: number, side: number): number {
    const { edge, vertexFrom, vertexTo } = this.legs[0]!
    if (side === ON_EDGE) return edge[row]!
    return side === 0 ? vertexFrom[row]! : vertexTo[row]!
  }

  #newRow(): number {
    if (this.#rowCount === this.rowFacility.length) this.#grow(this.#rowCount * 2)
    return this.#rowCount++
  }

  #grow(room: number): void {
    for (const [basis, old] of this.legs.entries()) this.legs[basis] = columns(room, old)
    this.rowFacility = grown(this.rowFacility, new Uint32Array(room))
    this.#next = grown(this.#next, new Int32Array(room * SIDES))
    this.#before = grown(this.#before, new Int32Array(room * SIDES))
  }
}

function columns(room: number, old: LegRows | null): LegRows {
  const made = {} as Record<string, LegColumn>
  for (const name of COLUMN_NAMES) {
    const column = new COLUMN_TYPES[name](room)
    made[name] = old === null ? column : grown(old[name], column)
  }
  return made as unknown as LegColumns
}

function grown<T extends LegColumn>(old: LegColumn, larger: T): T {
  larger.set(old)
  return larger
}
