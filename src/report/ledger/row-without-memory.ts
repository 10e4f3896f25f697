// A gap by what its row says, where the hidden sheet is gone: enough to find it again, not enough to prove anything. Cells in, a gap out.
import { LEDGER_STATES, type LedgerGap } from '../../ledger/ledger-record.ts'

/** The gap of a row; `null` where the row does not say what was asked and of which blocks. Its method is unknown. */
export function gapOfCells(text: ReadonlyMap<string, string>): LedgerGap | null {
  const cell = (key: string) => text.get(key) ?? ''
  const limit = Number(cell('limit'))
  const basis = cell('basis')
  const ids = cell('blocks')
    .split(/\s*[;；]\s*/)
    .filter((id) => id !== '' && id !== '…')
  const [, standard = null, subject = ''] = /^(?:([^/]+)\/)?(.+)$/s.exec(cell('subject')) ?? []
  if (!(limit > 0) || (basis !== 'time' && basis !== 'distance') || ids.length === 0 || subject === '') return null
  const state = LEDGER_STATES.find((one) => one === cell('state')) ?? 'still-open'
  const amount = (key: string) => (cell(key) === '' || Number.isNaN(Number(cell(key))) ? null : Number(cell(key)))
  return {
    id: cell('id'),
    question: { kind: standard === null ? 'category' : 'rule', subject, standard, limit, basis },
    method: { unknown: 'unknown' },
    methodChanged: [],
    blocks: ids.map((id) => ({ id, part: 1, people: null, demandPoints: 1 })),
    facts: {
      ...{
        level: 'several',
        unit: cell('unit'),
        mainBlock: ids[0]!,
        blocks: ids.length,
        nameEn: subject,
        nameZh: subject,
      },
      ...{
        value: amount('value'),
        shortfall: amount('shortfall'),
        populationGroup: 'population',
        people: amount('people'),
      },
      ...{
        age60Plus: amount('age_60_plus'),
        age0To3: amount('age_0_3'),
        clauseEn: null,
        clauseZh: null,
        verified: null,
      },
      ...{ causeEn: null, causeZh: null, measureEn: null, measureZh: null, gain: amount('gain'), edgeAffected: false },
    },
    state,
    unknownReason: state === 'unknown' ? 'not-measured' : null,
    parent: cell('parent') === '' ? null : cell('parent'),
    mergedInto: cell('merged_into') === '' ? null : cell('merged_into'),
    firstSeen: cell('first_seen'),
    lastChecked: cell('last_checked'),
    evidence: cell('evidence'),
    cameBack: false,
  }
}
