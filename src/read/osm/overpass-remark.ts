// What Overpass says when it could not give everything: the answer looks complete, but is not. Knows no format.
import { problem } from '../../words/problem.ts'

/** Refuses an answer whose remark says that the query ran out of time or memory. @throws LivingCircleError `input-truncated` */
export function refuseIncompleteAnswer(name: string, remark: string): void {
  if (!/error|timed? ?-?out|out of memory/i.test(remark)) return
  throw problem(
    'input-truncated',
    'overpass.incomplete',
    { name, remark: remark.trim().slice(0, 200) },
    { hint: 'hint.overpass-smaller' },
  )
}
