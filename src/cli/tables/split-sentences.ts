// What was shared out of totals of communities, as sentences: one per population group. It knows no file.
import type { SplitLog } from '../library.ts'
import { type Lang, type Say, sayData, sayIn, type WordKey } from '../words.ts'

/** `population: 12,340 people of 4 totals shared out to 17 blocks by dwellings`; totals that left nothing to share are not counted. */
export function splitSentences(split: readonly SplitLog[], lang: Lang): string[] {
  const say = sayIn(lang)
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
  return [...groups].map(([group, { people, units, blocks, bases }]) =>
    say('shared_out', {
      group: sayData(say, 'group_', group),
      people,
      units: counted(say, units, 'totals_one', 'totals_many'),
      blocks: counted(say, blocks, 'block_one', 'block_many'),
      bases: [...bases]
        .sort()
        .map((basis) => say(basis === 'dwellings' ? 'basis_dwellings' : 'basis_floor'))
        .join(say('or')),
    }),
  )
}

function counted(say: Say, n: number, one: WordKey, many: WordKey): string {
  return say(n === 1 ? one : many, { n })
}
