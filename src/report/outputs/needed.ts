// Whether a context gives what an output is made from. Loaded when outputs are made: it brings the sentences of errors.
import { message, problem } from '../../words/problem.ts'
import type { OutputContext, OutputNeed } from './output.ts'

/** What a need names. @throws LivingCircleError `usage` where the context lacks it */
export function needed<Need extends OutputNeed>(
  context: OutputContext,
  need: Need,
  id: string,
): NonNullable<OutputContext[Need]> {
  const given = context[need]
  if (given !== undefined) return given
  throw problem(
    'usage',
    'output.needs',
    { id, what: { key: `output.${need}` } },
    { hint: message('hint.output-context', { what: need }) },
  )
}
