// What was shared out of totals of communities, as sentences: one per population group. It knows no file.
import type { SplitLog } from '../index.ts'
import { groupDigits } from './text-table.ts'

/** `population: 12,340 people of 4 totals shared out to 17 blocks by dwellings`; totals that left nothing to share are not counted. */
export function splitSentences(split: readonly SplitLog[]): string[] {
  const groups = new Map<string, { people: number; units: number; blocks: number; bases: Set<string> }>()
  for (const { group, shared, blocks, basis } of split) {
    if (blocks === 0) continue
    const sum = groups.get(group) ?? { people: 0, units: 0, blocks: 0, bases: new Set<string>() }
    sum.people += shared
    sum.units++
    sum.blocks += blocks
    sum.bases.add(basis)
    groups.set(group, sum)
  }
  return [...groups].map(
    ([group, { people, units, blocks, bases }]) =>
      `${group}: ${groupDigits(people)} people of ${counted(units, 'total')} shared out to ${counted(blocks, 'block')} by ${[...bases].sort().join(' or ')}`,
  )
}

function counted(count: number, noun: string): string {
  return `${groupDigits(count)} ${noun}${count === 1 ? '' : 's'}`
}
