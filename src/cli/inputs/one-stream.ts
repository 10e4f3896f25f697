// Standard input can be read by one input only.
import { UsageError, usage } from '../usage-error.ts'

/** @throws UsageError where two inputs are `-` */
export function refuseTwoStreams(paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === '-').length < 2) return
  throw new UsageError(usage('usage.two-streams'), usage('hint.one-stream'))
}
