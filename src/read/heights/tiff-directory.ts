// The first directory of a TIFF: which tags it has, and their numbers and texts. In: the bytes of a file, classic or BigTIFF, either byte order.
// Out: values by tag, every one of which lies inside the file. It knows no pixels and no map.
import { problem } from '../../words/problem.ts'

/** Bytes of each type of value, by its number. */
const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  11: 4,
  12: 8,
  16: 8,
  17: 8,
}
const MOST_ENTRIES = 4096

/** Where a tag's values lie. */
interface Field {
  readonly type: number
  readonly count: number
  readonly at: number
}

/** A directory of tags. Values are read when asked for: a list of a million strips costs nothing until then. */
export class TiffDirectory {
  readonly source: string
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly littleEndian: boolean
  readonly #fields = new Map<number, Field>()

  /** @throws LivingCircleError `input-format`, `input-truncated` */
  constructor(source: string, bytes: Uint8Array) {
    this.source = source
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const mark = bytes.length < 8 ? 0 : this.view.getUint16(0)
    if (mark !== 0x4949 && mark !== 0x4d4d) throw this.damaged('heights.damaged-no-tiff')
    this.littleEndian = mark === 0x4949
    const version = this.#word(2)
    if (version !== 42 && version !== 43) throw this.damaged('heights.damaged-no-tiff')
    const isBig = version === 43
    this.#readEntries(isBig ? this.#long(8) : this.#double(4), isBig)
  }

  /** How many values a tag has; 0 = the tag is absent. */
  count(tag: number): number {
    return this.#fields.get(tag)?.count ?? 0
  }

  /** The value of a tag at a place in its list; `undefined` where there is none. */
  number(tag: number, index = 0): number | undefined {
    const field = this.#fields.get(tag)
    if (field === undefined || index >= field.count) return undefined
    const { view, littleEndian } = this
    const at = field.at + index * TYPE_BYTES[field.type]!
    switch (field.type) {
      case 3:
        return view.getUint16(at, littleEndian)
      case 4:
        return view.getUint32(at, littleEndian)
      case 6:
        return view.getInt8(at)
      case 8:
        return view.getInt16(at, littleEndian)
      case 9:
        return view.getInt32(at, littleEndian)
      case 11:
        return view.getFloat32(at, littleEndian)
      case 12:
        return view.getFloat64(at, littleEndian)
      case 16:
        return Number(view.getBigUint64(at, littleEndian))
      case 17:
        return Number(view.getBigInt64(at, littleEndian))
      default:
        return view.getUint8(at)
    }
  }

  /** All values of a short list. */
  numbers(tag: number, most: number): number[] {
    const count = Math.min(most, this.count(tag))
    return Array.from({ length: count }, (_, index) => this.number(tag, index)!)
  }

  /** A tag's text without the zero at its end; `null` where it has none. */
  text(tag: number, most = 65_536): string | null {
    const field = this.#fields.get(tag)
    if (field === undefined || TYPE_BYTES[field.type] !== 1) return null
    const bytes = this.bytes.subarray(field.at, field.at + Math.min(most, field.count))
    return new TextDecoder('latin1').decode(bytes).replace(/\0[\s\S]*$/, '')
  }

  /** What is said of a file that is no sound TIFF. */
  damaged(
    key: 'heights.damaged-no-tiff' | 'heights.damaged-directory' | 'heights.damaged-block' | 'heights.damaged-sizes',
  ) {
    return problem(
      'input-format',
      key,
      { name: this.source },
      { hint: key === 'heights.damaged-no-tiff' ? 'hint.height-formats' : 'hint.write-tiff-again' },
    )
  }

  /** What is said of a file that is cut off. */
  cutOff() {
    return problem(
      'input-truncated',
      'heights.cut-off',
      { name: this.source, n: this.bytes.length },
      { hint: 'hint.write-tiff-again' },
    )
  }

  #readEntries(start: number, isBig: boolean): void {
    const { bytes } = this
    if (start + (isBig ? 8 : 2) > bytes.length) throw this.cutOff()
    const count = isBig ? this.#long(start) : this.#word(start)
    if (count > MOST_ENTRIES) throw this.damaged('heights.damaged-directory')
    const entryBytes = isBig ? 20 : 12
    const first = start + (isBig ? 8 : 2)
    if (first + count * entryBytes > bytes.length) throw this.cutOff()
    for (let entry = 0; entry < count; entry++) {
      const at = first + entry * entryBytes
      const type = this.#word(at + 2)
      const size = TYPE_BYTES[type]
      if (size === undefined) continue
      const values = isBig ? this.#long(at + 4) : this.#double(at + 4)
      const inline = at + (isBig ? 12 : 8)
      const isInline = values * size <= (isBig ? 8 : 4)
      const valuesAt = isInline ? inline : isBig ? this.#long(inline) : this.#double(inline)
      if (valuesAt + values * size > bytes.length) throw this.cutOff()
      this.#fields.set(this.#word(at), { type, count: values, at: valuesAt })
    }
  }

  #word(at: number): number {
    return this.view.getUint16(at, this.littleEndian)
  }

  #double(at: number): number {
    return this.view.getUint32(at, this.littleEndian)
  }

  /** Eight bytes; what is too large for a file is so for every check, too. */
  #long(at: number): number {
    if (at + 8 > this.bytes.length) throw this.cutOff()
    return Number(this.view.getBigUint64(at, this.littleEndian))
  }
}
