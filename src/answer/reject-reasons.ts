// Many rejects → few reasons: how often each, with one example. It knows no file but by its name.
import type { Reject } from '../normalise/places/rejects.ts'

/** One reason in one source. */
export interface RejectReason {
  readonly source: string
  readonly code: string
  readonly severity: string
  readonly count: number
  /** The message of the first. */
  readonly example: string
  /** The first itself, to be said in another language. */
  readonly first: Reject
}

/**
 * Reasons by source and code, in that order; rejected ones before warnings.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { rejectReasons } from 'living-circle/parts'
 * declare const report: AccessReport
 * for (const { code, count } of rejectReasons(report.rejects)) console.log(code, count)
 * ```
 */
export function rejectReasons(rejects: readonly Reject[]): RejectReason[] {
  const reasons = new Map<string, { -readonly [K in keyof RejectReason]: RejectReason[K] }>()
  for (const reject of rejects) {
    const { source, code, severity, message } = reject
    const key = JSON.stringify([source, severity, code])
    const known = reasons.get(key)
    if (known === undefined) reasons.set(key, { source, code, severity, count: 1, example: message, first: reject })
    else known.count++
  }
  return [...reasons].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reason]) => reason)
}
