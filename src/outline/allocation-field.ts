// Which of several owners has the nearest segment, and by how much: a field on the outline's grid. What enters:
// segments with owners, in local metres. What leaves: one owner's ground at a time, ready to be traced. It does not
// know facilities or streets.
import { footOnSegment } from '../foundation/geo.ts'
import { BLOCK_SHIFT, type FlatBox, OutlineField, OVERHANG_STEPS } from './outline-field.ts'

const SIDE = 1 << BLOCK_SHIFT
const MASK = SIDE - 1
/** Distances are known this far beyond the band, in cells. */
const MARGIN_CELLS = 1.5
const STEP_X = [1, 0, -1, 0] as const
const STEP_Y = [0, 1, 0, -1] as const

/** Nearest and second nearest owner around stamped segments. */
export class AllocationField {
  readonly #grid = new OutlineField()
  /** Distance in cells to the nearest owner's segments, and to those of any other. */
  #nearest = new Float32Array(0)
  #second = new Float32Array(0)
  #owner = new Int32Array(0)

  begin(box: FlatBox, bandMetres: number, cellMetres: number): void {
    this.#grid.begin(box, bandMetres, cellMetres, false)
    this.#nearest.fill(Infinity)
    this.#second.fill(Infinity)
  }

  /** Local metres. */
  stampSegment(ax: number, ay: number, bx: number, by: number, owner: number): void {
    const { originX, originY, cellMetres, blockColumns, bandCells } = this.#grid
    const [px, py] = [(ax - originX) / cellMetres, (ay - originY) / cellMetres]
    const [qx, qy] = [(bx - originX) / cellMetres, (by - originY) / cellMetres]
    const reach = bandCells + MARGIN_CELLS
    const lastColumn = Math.floor(Math.max(px, qx) + reach)
    for (let row = Math.ceil(Math.min(py, qy) - reach); row <= Math.max(py, qy) + reach; row++) {
      for (let column = Math.ceil(Math.min(px, qx) - reach); column <= lastColumn; column++) {
        const { squaredDistance } = footOnSegment(column, row, px, py, qx, qy)
        if (squaredDistance > reach * reach) continue
        const first = this.#grid.blockAt((row >> BLOCK_SHIFT) * blockColumns + (column >> BLOCK_SHIFT))
        this.#offer(first | ((row & MASK) << BLOCK_SHIFT) | (column & MASK), Math.sqrt(squaredDistance), owner)
      }
    }
  }

  #offer(node: number, distance: number, owner: number): void {
    if (node >= this.#nearest.length) this.#grow(node)
    const nearest = this.#nearest[node]!
    const near = Math.fround(distance)
    if (nearest === Infinity || (owner === this.#owner[node] && near < nearest)) {
      this.#nearest[node] = near
      this.#owner[node] = owner
    } else if (owner !== this.#owner[node]) {
      if (near < nearest || (near === nearest && owner < this.#owner[node]!)) {
        this.#second[node] = nearest
        this.#nearest[node] = near
        this.#owner[node] = owner
      } else if (near < this.#second[node]!) this.#second[node] = near
    }
  }

  /**
   * Writes one owner's ground into a field: within the band, and nearer to this owner than to any other. Where two
   * owners' grounds meet, both get the same border.
   *
   * @param box the owner's segments, local metres
   */
  groundOf(owner: number, box: FlatBox, bandMetres: number, into: OutlineField): void {
    const { originX, originY, cellMetres, bandCells } = this.#grid
    const pad = bandMetres + 3 * cellMetres
    const firstColumn = Math.floor((box.minX - pad - originX) / cellMetres)
    const firstRow = Math.floor((box.minY - pad - originY) / cellMetres)
    const snapped = {
      ...box,
      minX: originX + firstColumn * cellMetres + pad,
      minY: originY + firstRow * cellMetres + pad,
    }
    into.begin(snapped, bandMetres, cellMetres, false)
    into.originX = originX + firstColumn * cellMetres
    into.originY = originY + firstRow * cellMetres
    for (let row = 0; row < into.blockRows << BLOCK_SHIFT; row++) {
      for (let column = 0; column < into.blockColumns << BLOCK_SHIFT; column++) {
        const node = this.#nodeAt(firstColumn + column, firstRow + row)
        if (!this.#belongs(node, owner, bandCells)) continue
        const place = (row >> BLOCK_SHIFT) * into.blockColumns + (column >> BLOCK_SHIFT)
        const here = into.blockAt(place) | ((row & MASK) << BLOCK_SHIFT) | (column & MASK)
        into.insideBits[here >>> BLOCK_SHIFT]! |= 1 << (column & MASK)
        for (let side = 0; side < 4; side++) {
          const beside = this.#nodeAt(firstColumn + column + STEP_X[side]!, firstRow + row + STEP_Y[side]!)
          const share = this.#shareTowards(node, beside, owner, bandCells)
          into.overhang[here * 4 + side] = Math.min(OVERHANG_STEPS - 1, Math.floor(share * OVERHANG_STEPS))
        }
      }
    }
  }

  /** Node number, or −1 where nothing was stamped near. */
  #nodeAt(column: number, row: number): number {
    const { directory, blockColumns, blockRows } = this.#grid
    if (column < 0 || row < 0 || column >> BLOCK_SHIFT >= blockColumns || row >> BLOCK_SHIFT >= blockRows) return -1
    const block = directory[(row >> BLOCK_SHIFT) * blockColumns + (column >> BLOCK_SHIFT)]!
    return block === 0 ? -1 : (block << (2 * BLOCK_SHIFT)) | ((row & MASK) << BLOCK_SHIFT) | (column & MASK)
  }

  #belongs(node: number, owner: number, bandCells: number): boolean {
    return node >= 0 && node < this.#nearest.length && this.#owner[node] === owner && this.#nearest[node]! <= bandCells
  }

  /** How far an owner's ground goes on from a node of it towards the next one. */
  #shareTowards(node: number, beside: number, owner: number, bandCells: number): number {
    const distance = this.#nearest[node]!
    const other = beside < 0 ? Infinity : (this.#nearest[beside] ?? Infinity)
    if (other <= bandCells && this.#owner[beside] !== owner) {
      const ahead = this.#second[node]! - distance
      const behind = this.#second[beside]! - other
      const sum = ahead + behind
      if (sum === 0) return 0.5
      if (!(sum < Infinity)) return ahead < Infinity ? 0 : behind < Infinity ? 1 : 0.5
      return ahead / sum
    }
    return other > distance ? Math.min(1, (bandCells - distance) / (other - distance)) : 1
  }

  #grow(node: number): void {
    const size = 2 * (node + SIDE * SIDE)
    const grown = <T extends Float32Array | Int32Array>(from: T, into: T): T => {
      into.set(from)
      return into
    }
    this.#nearest = grown(this.#nearest, new Float32Array(size).fill(Infinity))
    this.#second = grown(this.#second, new Float32Array(size).fill(Infinity))
    this.#owner = grown(this.#owner, new Int32Array(size))
  }
}
