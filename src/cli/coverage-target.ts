// `--fail-under`: whether every kind is covered as far as was asked, told as a warning and by the exit code.
import { EXIT_UNDER_TARGET } from './exit-codes.ts'
import type { AccessReport } from './library.ts'
import type { Session } from './session.ts'
import { headlineOf } from './tables/coverage-table.ts'
import { sayIn } from './words.ts'

/** Kinds that the data lack neither reach a target nor miss it: they are named. A target over nothing at all is not met. */
export function checkTarget(session: Session, report: AccessReport, percent: number): void {
  const { terminal } = session
  const say = sayIn(session.lang)
  const lacking = report.categories.filter(({ facilities }) => facilities === 0).map(({ id }) => id)
  const all = report.categories.length - lacking.length
  const names = (ids: readonly string[]) => ids.join(', ')
  if (lacking.length > 0) {
    terminal.warn(say('under_target_no_data', { n: lacking.length, percent, list: names(lacking) }))
  }
  const largest = report.options.limits.at(-1)!
  const missed = report.coverage.filter((entry) => {
    if (entry.limit !== largest || lacking.includes(entry.category)) return false
    const share = headlineOf(entry)?.share ?? null
    return share === null || share * 100 < percent
  })
  if (missed.length === 0 && all > 0) return
  session.exitCode = EXIT_UNDER_TARGET
  const list = names(missed.map(({ category }) => category))
  terminal.warn(
    all === 0
      ? say('under_target_nothing', { percent })
      : say('under_target', { n: missed.length, all, percent, list }),
  )
}
