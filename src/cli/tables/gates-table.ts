// Compounds and gates on the terminal: what would help most for each kind of place, then the compounds, those to be checked first.
import type { CompoundFinding, GateHelp, GatesReport } from '../library.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
import { groupDigits, textTable } from './text-table.ts'

/** Rows of the table of compounds; the layer and --json have all. */
const SHOWN_COMPOUNDS = 20

/** The whole text. */
export function gatesText(report: GatesReport, lang: Lang): string {
  const say = sayIn(lang)
  const parts = [helpTable(report, lang, say), compoundTable(report.compounds, say), privateText(report, say)]
  return parts.filter((part) => part !== '').join('\n')
}

function helpTable({ best, candidates, limit, basis }: GatesReport, lang: Lang, say: Say): string {
  if (candidates === 0) return `${say('gates_nothing_closed')}\n`
  const within = say(basis === 'time' ? 'min' : 'm', { n: limit })
  const rows = best.map(({ nameEn, nameZh, facilities, help }) => {
    const name = lang === 'zh' ? nameZh : nameEn
    if (help === null) return [name, say(facilities === 0 ? 'gates_no_data' : 'gates_no_help'), '', '', '', '']
    return [
      name,
      helpText(help, say),
      help.compoundName === null ? help.compoundId : `${help.compoundName} (${help.compoundId})`,
      help.lonLat.map((degrees) => degrees.toFixed(5)).join(','),
      groupDigits(Math.round(help.people)),
      (Math.round(help.blocks * 10) / 10).toFixed(1),
    ]
  })
  const table = textTable(
    [
      { title: say('category') },
      { title: say('gates_help') },
      { title: say('gates_compound') },
      { title: say('gates_place') },
      { title: say('gates_people_gained'), right: true },
      { title: say('blocks'), right: true },
    ],
    rows,
  )
  return `${say('gates_helps', { n: candidates, within })}\n${table}`
}

function helpText({ kind, gates, pathMetres }: GateHelp, say: Say): string {
  const named = gates[0]?.name ?? gates[0]?.id ?? null
  if (kind === 'open-gate' && named !== null) return say('gates_open_named', { name: named })
  return (
    sayData(say, 'gates_', kind) + (kind === 'new-path' ? say('gates_path_metres', { n: Math.round(pathMetres) }) : '')
  )
}

function compoundTable(compounds: readonly CompoundFinding[], say: Say): string {
  if (compounds.length === 0) return `${say('gates_no_compounds')}\n`
  const order = [...compounds].sort(
    (a, b) =>
      b.doubts.length - a.doubts.length || (b.people ?? -1) - (a.people ?? -1) || b.squareMetres - a.squareMetres,
  )
  const count = ({ passages }: CompoundFinding, state: string) =>
    groupDigits(passages.filter((passage) => passage.state === state).length)
  const rows = order
    .slice(0, SHOWN_COMPOUNDS)
    .map((one) => [
      one.name === null ? one.id : `${one.name} (${one.id})`,
      say(one.isClosed ? 'gates_closed' : 'gates_open'),
      (one.squareMetres / 10_000).toFixed(1),
      one.people === null ? say('unknown') : groupDigits(Math.round(one.people)),
      groupDigits(Math.round(one.streetMetres)),
      `${one.openGates}/${one.gates.length}`,
      groupDigits(one.passages.length),
      count(one, 'wall'),
      count(one, 'unknown'),
      one.doubts.map((doubt) => sayData(say, 'gates_', doubt)).join(say('list')),
    ])
  const right = (key: Parameters<Say>[0]) => ({ title: say(key), right: true })
  const table = textTable(
    [
      { title: say('gates_compound') },
      { title: say('gates_state') },
      right('gates_hectares'),
      right('people'),
      right('gates_streets'),
      right('gates_gates'),
      right('gates_crossings'),
      right('gates_walls'),
      right('gates_unknown'),
      { title: say('gates_look_at') },
    ],
    rows,
  )
  const more = compounds.length - SHOWN_COMPOUNDS
  return more > 0 ? `${table}${say('gates_more', { n: more })}\n` : table
}

function privateText({ privateStreets }: GatesReport, say: Say): string {
  if (privateStreets.length === 0) return ''
  const list = privateStreets
    .slice(0, 5)
    .map(({ id, metres, contacts }) => say('gates_private_one', { id, km: (metres / 1000).toFixed(1), n: contacts }))
  return `${say('gates_private', { n: privateStreets.length, list: list.join(say('list')) })}\n`
}
