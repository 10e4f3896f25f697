// Causes of gaps and remedies as sentences with their numbers. It does not know how they were found.
import type { CauseFinding, GapDiagnosis, GapRemedy, RemedyKind } from '../../answer/gap-cause.ts'
import type { Message } from '../../foundation/message.ts'
import type { Basis } from '../../foundation/units.ts'

/** Sentences of causes that have several forms, by reason. */
const FORMS: Readonly<Record<'unlinked' | 'steps', Readonly<Record<string, string>>>> = {
  unlinked: { island: 'cause.unlinked.island', outside: 'cause.unlinked.outside' },
  steps: {
    steps: 'cause.steps-or-slope.steps',
    slope: 'cause.steps-or-slope.slope',
    'steps-and-slope': 'cause.steps-or-slope.steps-and-slope',
  },
}

/** What the cause of a gap is, in a sentence with the numbers that show it; `null` where nothing shows it. */
export function causeSaid({ cause, findings }: Pick<GapDiagnosis, 'cause' | 'findings'>, basis: Basis): Message | null {
  const finding = findings.find((one) => one.cause === cause)
  return finding === undefined ? null : findingSaid(finding, basis)
}

/** The next cause that holds, where the first one is only that the data end nearby; `null` for others. */
export function secondCauseSaid(
  { cause, findings }: Pick<GapDiagnosis, 'cause' | 'findings'>,
  basis: Basis,
): Message | null {
  const next = cause === 'data' ? findings.find((one) => one.cause !== 'data' && one.blocksHolding > 0) : undefined
  return next === undefined ? null : findingSaid(next, basis)
}

/** One cause in a sentence. */
export function findingSaid({ cause, evidence }: CauseFinding, basis: Basis): Message | null {
  if (evidence === null) return null
  const { reason, facilityId, facilityName, straightMetres, walk, walkWithout, metres, compoundIds } = evidence
  const length = (value: number | null): Message => {
    if (value === null) return { key: 'cause.longer' }
    return basis === 'time'
      ? { key: 'cause.min', values: { n: value.toFixed(1) } }
      : { key: 'cause.m', values: { n: Math.round(value) } }
  }
  const facility = facilityName ?? facilityId ?? ''
  const straight = Math.round(straightMetres ?? 0)
  const without = length(walkWithout)
  const values = { facility, straight, walk: length(walk), without, metres: Math.round(metres ?? 0) }
  const form = reason ?? ''
  switch (cause) {
    case 'data':
      return { key: 'cause.data.edge', values: { metres: values.metres } }
    case 'unlinked':
      return { key: FORMS.unlinked[form] ?? 'cause.unlinked.too-far-from-street', values: { facility, straight } }
    case 'compound': {
      const compounds = compoundIds.length > 0 ? compoundIds : { key: 'cause.some-compound' }
      return { key: 'cause.compound', values: { facility, without, walk: values.walk, compounds } }
    }
    case 'barrier':
      return { key: 'cause.barrier', values: { facility, straight, walk: values.walk } }
    case 'steps-or-slope':
      return { key: FORMS.steps[form] ?? 'cause.steps-or-slope.pace', values: { facility, without, walk: values.walk } }
    case 'hours':
      return { key: 'cause.hours', values: { facility, without } }
    case 'level':
      return { key: form === 'number' ? 'cause.level.number' : 'cause.level.size', values: { facility, without } }
    case 'too-far':
      return facilityId === null
        ? { key: 'cause.too-far.none' }
        : { key: 'cause.too-far', values: { facility, straight } }
    default:
      return null
  }
}

/** What a remedy is about. */
export interface NamedRemedy {
  readonly kind: RemedyKind
  readonly name: string | null
  readonly nameZh: string | null
  readonly metres: number | null
}

/** A remedy in words, without a full stop. */
export function remedySaid({ kind, name, nameZh, metres }: NamedRemedy): Message {
  const own = name === null ? '' : { names: { en: name, zh: nameZh ?? name } }
  const length = Math.round(metres ?? 0)
  switch (kind) {
    case 'new-crossing':
      return { key: 'remedy.new-crossing', values: { metres: length } }
    case 'new-path':
    case 'step-free-way':
      return { key: `remedy.${kind}`, values: { metres: length, name: own } }
    default:
      return { key: `remedy.${kind}`, values: { name: own } }
  }
}

/** The cause, and the best remedy with what it brings; `null` where no cause can be shown. */
export function diagnosisSaid(diagnosis: GapDiagnosis, basis: Basis): Message | null {
  const cause = causeSaid(diagnosis, basis)
  const best: GapRemedy | undefined = diagnosis.remedies[0]
  if (cause === null || best === undefined) return cause
  const remedy = remedySaid(best)
  return best.people === null
    ? { key: 'remedy.gain-blocks', values: { cause, remedy, n: best.blocks.toFixed(1) } }
    : { key: 'remedy.gain-people', values: { cause, remedy, n: Math.round(best.people) } }
}
