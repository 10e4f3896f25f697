// By which method a row was measured, in parts that a later run must have alike, or nothing is proved. An answer and a question in, texts out.
import type { AccessReport } from '../answer/access-report.ts'
import type { MethodPart } from '../answer/answer-changes.ts'
import { PARTS_OF_METHOD } from '../answer/method-differences.ts'
import type { GapQuestion } from './ledger-record.ts'

/** Of what an answer says of its method: kinds, limits and blocks are part of the question, or of the data. */
const PARTS = ['model', 'profile', 'demand', 'links', 'streets', 'moment'] as const satisfies readonly MethodPart[]

/** What an answer does not say of a run, by the names of its options. */
export interface RunOptionsKnown {
  readonly closed?: string | undefined
}

/** The method of a row in this answer, part → text; parts with the same text are alike. */
export function methodOfRow(
  report: AccessReport,
  question: GapQuestion,
  { closed }: RunOptionsKnown = {},
): Readonly<Record<string, string>> {
  const parts: Record<string, string> = Object.fromEntries(
    PARTS.map((part) => [part, PARTS_OF_METHOD[part](report).key]),
  )
  if (report.studyArea !== undefined) parts.area = report.studyArea.name
  if (closed !== undefined) parts.closed = closed
  return { ...parts, ...ruleOf(report, question) }
}

/** The rule itself: a standard of another version may ask for something else under the same name. */
function ruleOf({ standard }: AccessReport, { kind, subject }: GapQuestion): Readonly<Record<string, string>> {
  if (kind === 'category') return {}
  const rule = standard?.rules.find(({ id }) => id === subject)
  if (rule === undefined) return {}
  return { rule: JSON.stringify([standard!.version, rule.limit, rule.basis, rule.categories]) }
}

/** Everything that may be unlike; `unknown`: the row does not say how it was measured, `question`: its limit or standard is another now. */
export const ROW_METHOD_PARTS = [...PARTS, 'area', 'closed', 'rule', 'question', 'unknown'] as const

/** Parts that are unlike, or that only one of the two has; what neither knows (`closed` of runs without a record) is not compared. */
export function unlikeParts(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): string[] {
  if (one.unknown !== undefined || other.unknown !== undefined) return ['unknown']
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter((name) => {
    const [a, b] = [one[name], other[name]]
    if (name === 'closed' && (a === undefined || b === undefined)) return false
    return a !== b
  })
}
