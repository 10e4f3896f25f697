// Parts of edges as they are written, edge by edge: neighbours of one slope become one part, and an edge that is level has none. Lengths and
// slopes in, columns out. It knows no heights.
import { copiedInto } from '../foundation/copied-into.ts'

/** Growing columns of parts. */
export class PartColumns {
  /** Where each part ends, mm from the start of its edge. */
  endMm = new Uint32Array(1024)
  /** Rise over run; NaN = not known. */
  grade = new Float32Array(1024)
  /** Parts so far. */
  count = 0
  #first = 0
  #lengthMm = 0
  #metres = 0

  /** Begins an edge. */
  begin(lengthMm: number): void {
    this.#first = this.count
    this.#lengthMm = lengthMm
    this.#metres = 0
  }

  /** Adds the next part of the edge at hand. */
  add(metres: number, slope: number): void {
    this.#metres += metres
    this.#push(Math.min(this.#lengthMm, Math.round(this.#metres * 1000)), slope)
  }

  /** What is left of the edge has one slope. */
  addRest(slope: number): void {
    this.#push(this.#lengthMm, slope)
  }

  /** Ends the edge: its last part ends where it does. */
  endEdge(): void {
    if (this.count === this.#first) return
    this.endMm[this.count - 1] = this.#lengthMm
    if (this.count === this.#first + 1 && this.grade[this.#first] === 0) this.count = this.#first
  }

  /** The columns, cut to what was written. */
  finished() {
    return { slopeEndMm: this.endMm.slice(0, this.count), slopeGrade: this.grade.slice(0, this.count) }
  }

  #push(endMm: number, slope: number): void {
    const last = this.count - 1
    const isFirst = this.count === this.#first
    const lastEnd = isFirst ? 0 : this.endMm[last]!
    // A part that is shorter than a millimetre costs nothing.
    if (endMm === lastEnd) return
    const grade = Math.fround(slope)
    if (!isFirst && Object.is(this.grade[last], grade + 0)) {
      this.endMm[last] = endMm
      return
    }
    if (this.count === this.endMm.length) {
      this.endMm = copiedInto(this.endMm, new Uint32Array(this.count * 2))
      this.grade = copiedInto(this.grade, new Float32Array(this.count * 2))
    }
    this.endMm[this.count] = endMm
    // No −0: a level part is a level part.
    this.grade[this.count++] = grade + 0
  }
}
