// What of the method two answers have unlike: only answers of one method differ for the sake of who walks where. Two answers in, the parts that
// are unlike out.
import type { AccessReport } from './access-report.ts'
import { METHOD_PARTS, type MethodDifference, type MethodPart } from './answer-changes.ts'

/** Lists are shown as far as this. */
const SHOWN = 8

/** The parts that are unlike, in the order of {@link METHOD_PARTS}. O(blocks + kinds). */
export function methodDifferences(before: AccessReport, after: AccessReport): MethodDifference[] {
  return METHOD_PARTS.flatMap((part): MethodDifference[] => {
    const [one, other] = [PARTS_OF_METHOD[part](before), PARTS_OF_METHOD[part](after)]
    if (one.key === other.key) return []
    if (part === 'kinds' || part === 'blocks') return [{ part, ...unlikeLists(one.list!, other.list!) }]
    return [{ part, before: one.text, after: other.text }]
  })
}

/** What a part of the method is in an answer: something that is equal where the parts are, and a few words. */
export interface PartOfMethod {
  readonly key: string
  readonly text: string
  readonly list?: readonly string[]
}

/** What each part of the method is in an answer. */
export const PARTS_OF_METHOD: Readonly<Record<MethodPart, (report: AccessReport) => PartOfMethod>> = {
  model: ({ modelVersion }) => plain(modelVersion),
  profile: ({ options: { profile } }) => {
    const { id, walkMetresPerSecond: speed, stepsTimeFactor: steps, crossingWaitSeconds: wait } = profile
    const key = JSON.stringify([speed, steps, wait])
    return { key, text: `${id} (${speed} m/s, steps ${steps === null ? '-' : `x ${steps}`}, signals ${wait} s)` }
  },
  basis: ({ options }) => plain(options.basis),
  limits: ({ options: { limits, basis } }) => plain(`${limits.join(', ')} ${basis === 'time' ? 'min' : 'm'}`),
  kinds: ({ categories }) => listed(categories.map(({ id }) => id)),
  rules: ({ options, standard }) => {
    const rules = standard?.rules.map(({ id, limit, categories }) => [id, limit, categories]) ?? null
    const text =
      standard === null || standard === undefined ? (options.standard ?? '-') : `${standard.id} ${standard.version}`
    return { key: JSON.stringify([text, rules]), text }
  },
  blocks: ({ blocks }) => listed(blocks.map(({ id }) => id)),
  demand: ({ options }) => plain(options.demand),
  links: ({ options }) => plain(`${options.maxLinkMetres} m`),
  streets: ({ compounds, network }) => {
    const slopes = network.slopes === undefined ? 'level' : 'slopes'
    const streets = compounds?.privateStreets ?? 'residents'
    return plain(`${slopes}, private streets ${streets}`)
  },
  moment: ({ options: { at } }) => ({ key: String(at?.minute), text: at?.text ?? '-' }),
}

function plain(text: string): PartOfMethod {
  return { key: text, text }
}

function listed(list: readonly string[]): PartOfMethod {
  const sorted = [...list].sort()
  return { key: JSON.stringify(sorted), text: '', list: sorted }
}

/** What only one of two lists has. */
function unlikeLists(before: readonly string[], after: readonly string[]): { before: string; after: string } {
  const [hadBefore, hasAfter] = [new Set(before), new Set(after)]
  return {
    before: shown(before.filter((id) => !hasAfter.has(id))),
    after: shown(after.filter((id) => !hadBefore.has(id))),
  }
}

function shown(ids: readonly string[]): string {
  if (ids.length === 0) return '-'
  return ids.length > SHOWN ? `${ids.slice(0, SHOWN).join(', ')} … (${ids.length})` : ids.join(', ')
}
