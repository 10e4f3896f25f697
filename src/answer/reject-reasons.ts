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
}

/** Reasons by source and code, in that order; rejected ones before warnings. */
export function rejectReasons(rejects: readonly (Omit<Reject, 'code'> & { readonly code: string })[]): RejectReason[] {
  const reasons = new Map<string, { -readonly [K in keyof RejectReason]: RejectReason[K] }>()
  for (const { source, code, severity, message } of rejects) {
    const key = JSON.stringify([source, severity, code])
    const known = reasons.get(key)
    if (known === undefined) reasons.set(key, { source, code, severity, count: 1, example: message })
    else known.count++
  }
  return [...reasons].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reason]) => reason)
}
