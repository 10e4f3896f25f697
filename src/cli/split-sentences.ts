// What was shared out of totals of communities, as sentences: one per population group. It knows no file.
import type { SplitLog } from '../index.ts'
import { groupDigits } from './text-table.ts'

/** `population: 12,340 people of 4 communities shared out to 17 blocks by dwellings`. */
export function splitSentences(split: readonly SplitLog[]): string[] {
  const groups = new Map<string, { people: number; units: number; blocks: number; bases: Set<string> }>()
  for (const { group, shared, blocks, basis } of split) {
    const sum = groups.get(group) ?? { people: 0, units: 0, blocks: 0, bases: new Set<string>() }
    sum.people += shared
    sum.units++
    sum.blocks += blocks
    if (blocks > 0) sum.bases.add(basis)
    groups.set(group, sum)
  }
  return [...groups].map(([group, { people, units, blocks, bases }]) => {
    const by = bases.size === 0 ? '' : ` by ${[...bases].sort().join(' or ')}`
    return `${group}: ${groupDigits(people)} people of ${groupDigits(units)} totals shared out to ${groupDigits(blocks)} blocks${by}`
  })
}
