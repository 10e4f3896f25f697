// What was shared out of totals of communities, as sentences: one per population group. It knows no file.
import type { SplitSummary } from '../library.ts'
import { type Lang, type Say, sayData, sayIn, type WordKey } from '../words.ts'

/** `population: 12,340 people of 4 totals shared out to 17 blocks by dwellings`. */
export function splitSentences(split: readonly SplitSummary[], lang: Lang): string[] {
  const say = sayIn(lang)
  return split.map(({ group, people, totals, blocks, bases }) =>
    say('shared_out', {
      group: sayData(say, 'group_', group),
      people,
      units: counted(say, totals, 'totals_one', 'totals_many'),
      blocks: counted(say, blocks, 'block_one', 'block_many'),
      bases: bases.map((basis) => say(basis === 'dwellings' ? 'basis_dwellings' : 'basis_floor')).join(say('or')),
    }),
  )
}

function counted(say: Say, n: number, one: WordKey, many: WordKey): string {
  return say(n === 1 ? one : many, { n })
}
