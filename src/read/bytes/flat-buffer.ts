// Reads tables of a FlatBuffers message. In: a view of its bytes. Out: scalars, texts, vectors, tables by field number.
// Every access is checked: what points outside the message throws RangeError. It knows no schema.

/** A table inside a message. */
export interface FlatTable {
  readonly view: DataView
  readonly at: number
}

/** The root table of a message. */
export function rootTable(view: DataView): FlatTable {
  return { view, at: view.getUint32(0, true) }
}

/** Where a field's value is, or 0 where the table has none. */
function fieldAt({ view, at }: FlatTable, field: number): number {
  const vtable = at - view.getInt32(at, true)
  const slot = 4 + 2 * field
  if (slot >= view.getUint16(vtable, true)) return 0
  const offset = view.getUint16(vtable + slot, true)
  return offset === 0 ? 0 : at + offset
}

/** An unsigned byte (also bool and enum). */
export function byteField(table: FlatTable, field: number, otherwise: number): number {
  const at = fieldAt(table, field)
  return at === 0 ? otherwise : table.view.getUint8(at)
}

/** An unsigned 16-bit number. */
export function shortField(table: FlatTable, field: number, otherwise: number): number {
  const at = fieldAt(table, field)
  return at === 0 ? otherwise : table.view.getUint16(at, true)
}

/** A signed 32-bit number. */
export function intField(table: FlatTable, field: number, otherwise: number): number {
  const at = fieldAt(table, field)
  return at === 0 ? otherwise : table.view.getInt32(at, true)
}

/** An unsigned 64-bit number. */
export function longField(table: FlatTable, field: number, otherwise: number): number {
  const at = fieldAt(table, field)
  return at === 0 ? otherwise : Number(table.view.getBigUint64(at, true))
}

/** A vector: where its elements begin and how many there are; `null` where the table has none. */
export function vectorField(
  table: FlatTable,
  field: number,
  bytesEach: number,
): { readonly at: number; readonly length: number } | null {
  const { view } = table
  const slot = fieldAt(table, field)
  if (slot === 0) return null
  const at = slot + view.getUint32(slot, true)
  const length = view.getUint32(at, true)
  if (at + 4 + length * bytesEach > view.byteLength) throw new RangeError('vector')
  return { at: at + 4, length }
}

/** A text, or `null`. */
export function textField(table: FlatTable, field: number): string | null {
  const vector = vectorField(table, field, 1)
  if (vector === null) return null
  const { buffer, byteOffset } = table.view
  return new TextDecoder().decode(new Uint8Array(buffer, byteOffset + vector.at, vector.length))
}

/** A table, or `null`. */
export function tableField(table: FlatTable, field: number): FlatTable | null {
  const slot = fieldAt(table, field)
  return slot === 0 ? null : { view: table.view, at: slot + table.view.getUint32(slot, true) }
}

/** A vector of tables; empty where there is none. */
export function tablesField(table: FlatTable, field: number): FlatTable[] {
  const vector = vectorField(table, field, 4)
  if (vector === null) return []
  return Array.from({ length: vector.length }, (_, i) => {
    const slot = vector.at + 4 * i
    return { view: table.view, at: slot + table.view.getUint32(slot, true) }
  })
}
