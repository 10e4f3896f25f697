// site --costs: reads tables of one's own, chooses, prints.
import { loadTables, type TableFlags } from '../inputs/table-options.ts'
import { refuseMistakes } from '../refusals.ts'
import { runOptions, type Session } from '../session.ts'
import { sitedText } from '../tables/sited-table.ts'
import { usage } from '../usage-error.ts'
import type { SiteFlags } from './site-flags.ts'

/** Options that mean streets. */
const STREETS_ONLY = {
  candidates: '--candidates',
  candidatesFrom: '--candidates-from',
  candidatesEvery: '--candidates-every',
  group: '--group',
  demandRate: '--demand-rate',
  places: '--places',
  out: '--out',
  also: '--also',
  title: '--title',
  category: '--category',
  facilities: '--facilities',
  blocks: '--blocks',
  minutes: '--minutes',
  metres: '--metres',
} as const satisfies Partial<Record<keyof SiteFlags, string>>

/** Chooses sites on tables. */
export async function siteOverTables(session: Session, flags: SiteFlags & TableFlags): Promise<void> {
  const own = Object.entries(STREETS_ONLY).find(([key]) => flags[key as keyof typeof STREETS_ONLY] !== undefined)
  refuseMistakes({}, [
    {
      isMade: () => own !== undefined,
      message: usage('usage.costs-and-option', { option: own?.[1] ?? '' }),
      hint: usage('hint.costs-or-area'),
    },
  ])
  const library = await session.library()
  const { problem, sites, budget, target, limit, alternatives, timeLimit, json } = flags
  // What cannot be asked is said before files are read.
  library.checkSitingQuestion({ problem, sites, budget, targetPercent: target, limit })
  const tables = await loadTables(session, library, flags)
  const found = await library.siteOfTables(
    tables,
    { problem, sites, budget, targetPercent: target, limit },
    { ...runOptions(session), alternatives, timeLimitSeconds: timeLimit },
  )
  session.terminal.finish()
  session.terminal.result(json === true ? library.toSitedJson(found) : sitedText(found, session.lang))
}
