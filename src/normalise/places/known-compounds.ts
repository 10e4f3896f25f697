// Outlines and gates → compounds, and which of them are closed. In: outlines or blocks, gates by id, a rule. Out: compounds in natural
// order of id. It knows no file and no street.
import { compareNaturally } from '../../foundation/natural-order.ts'
import type { BlockRecord } from './block-record.ts'
import type { ClosedRule, CompoundGate, CompoundOutline, CompoundRecord } from './compound-record.ts'

/** Outlines of a file as compounds. What a row says of itself goes before the rule. */
export function compoundsOf(
  outlines: readonly CompoundOutline[],
  gatesOf: ReadonlyMap<string, readonly CompoundGate[]>,
  rule: ClosedRule,
): CompoundRecord[] {
  const compounds = outlines.map(({ id, name, outline, saidClosed }) => {
    const gates = gatesOf.get(id) ?? []
    return { id, name, outline, isClosed: saidClosed ?? closes(rule, gates), gates }
  })
  return compounds.sort((a, b) => compareNaturally(a.id, b.id))
}

/** The blocks that are areas as compounds: gates count where a list names the block. */
export function compoundsOfBlocks(blocks: readonly BlockRecord[], rule: ClosedRule): CompoundRecord[] {
  const outlines: CompoundOutline[] = []
  const gatesOf = new Map<string, readonly CompoundGate[]>()
  for (const { id, name, polygons, saidClosed, knownGates } of blocks) {
    if (polygons === null) continue
    outlines.push({ id, name, outline: polygons, saidClosed: saidClosed ?? null })
    if (knownGates !== undefined) gatesOf.set(id, knownGates)
  }
  return compoundsOf(outlines, gatesOf, rule)
}

function closes(rule: ClosedRule, gates: readonly CompoundGate[]): boolean {
  return rule === 'all' || (rule === 'gates' && gates.length > 0)
}

/** Gates in order of place; the same one listed twice counts once. */
export function sortedGates(gates: readonly CompoundGate[]): CompoundGate[] {
  const keyed = gates.map((gate) => ({ gate, key: JSON.stringify(gate) }))
  keyed.sort(
    (a, b) =>
      a.gate.lonLat[0] - b.gate.lonLat[0] ||
      a.gate.lonLat[1] - b.gate.lonLat[1] ||
      (a.key < b.key ? -1 : Number(a.key > b.key)),
  )
  return keyed.filter(({ key }, at) => at === 0 || key !== keyed[at - 1]!.key).map(({ gate }) => gate)
}
