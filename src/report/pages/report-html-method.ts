// The last part of the page: how it was computed, what went in, what was left out and why, warnings, licence.

import type { AccessReport } from '../../answer/access-report.ts'
import { countKey, countVerdicts, judgedCount, VERDICT_NAMES, type VerdictCounts } from '../../answer/verdict-share.ts'
import type { Verdict } from '../../answer/verdicts.ts'
import { sayNotice } from '../../words/notice.ts'
import { profileNames } from '../../words/profile-names.ts'
import { sayCode, sayReject } from '../../words/say-message.ts'
import { countText, decimalText, isWordKey, joinWords, same, say, type Words, wordsBy } from '../../words/words.ts'
import { completenessByLevel } from '../tables/summary-standard.ts'
import { clipText } from '../text/html-text.ts'
import { both, bothHtml, nameHtml } from './page-shell.ts'
import { categoryWords, levelWords, licenceWords, type ReportFacts } from './report-facts.ts'
import { categoryNameOf } from './report-html-overview.ts'
import { headCell, NUM, scrollTable } from './report-html-table.ts'

/** Method, inputs, what was left out, warnings, licence. */
export function methodHtml(report: AccessReport, facts: ReportFacts): string {
  return (
    `<section id="method" aria-labelledby="h-method"><h2 id="h-method">${both(say('method'))}</h2>` +
    `<div class="prose">${noticesHtml(report)}<h3>${both(say('how'))}</h3>${howHtml(report)}</div>` +
    `<h3>${both(say('inputs'))}</h3>${inputsTable(report)}<h3>${both(say('left_out'))}</h3>${leftOutTable(report, facts)}` +
    `<h3>${both(say('warnings'))}</h3>${warningsTable(report)}` +
    `<h3>${both(say('licence'))}</h3><div class="prose"><p>${both(licenceWords(report))}</p><p>${both(say('map_law'))}</p></div></section>` +
    `<footer><p>${both(say('generated', { version: report.toolVersion, model: report.modelVersion }))}</p></footer>`
  )
}

function noticesHtml(report: AccessReport): string {
  if (report.notices.length === 0) return ''
  const items = report.notices.map((one) => `<li>${both(wordsBy((lang) => sayNotice(one, lang)))}</li>`)
  return `<h3>${both(say('notices'))}</h3><ul class="notices">${items.join('')}</ul>`
}

function howHtml(report: AccessReport): string {
  const { profile, maxLinkMetres } = report.options
  const steps =
    profile.stepsTimeFactor === null
      ? say('how_no_steps')
      : say('how_steps', { factor: decimalText(profile.stepsTimeFactor, 2) })
  const { network } = report
  const count = { gates: 0, buildings: 0, grid: 0, point: 0 }
  for (const block of report.blocks) count[block.demandMethod]++
  const methods = (['gates', 'buildings', 'grid', 'point'] as const)
    .filter((method) => count[method] > 0)
    .map((method) => say(`demand_${method}`, { n: count[method] }))
  const list: Words[] = [
    say('how_walk', {
      profile: profileNames(profile),
      speed: decimalText(profile.walkMetresPerSecond * 3.6, 2),
      steps,
      link: decimalText(maxLinkMetres, 0),
    }),
    say('how_limit'),
    say('how_share'),
    say('how_demand', { list: joinWords(methods, say('comma')) }),
    say('how_network', {
      km: decimalText(network.walkableKilometres, 1),
      restricted: decimalText(network.restrictedKilometres, 1),
      gates: network.restrictedNodes,
      blocked: network.blockedNodes,
      island: decimalText(network.islandKilometres, 1),
    }),
    ...(network.squares + network.incompleteSquareRelations > 0
      ? [
          say('how_squares', {
            squares: network.squares - network.outlineOnlySquares,
            lines: network.chords,
            outline: network.outlineOnlySquares,
            lacking: network.incompleteSquareRelations,
          }),
        ]
      : []),
  ]
  return list.map((words) => `<p>${both(words)}</p>`).join('')
}

/** Rows that could be used and were not: columns that a table has only where some input has such rows. */
const LEFT_OUT = ['notAsked', 'outside'] as const

function inputsTable(report: AccessReport): string {
  const leftOut = LEFT_OUT.filter((key) => report.inputs.some((input) => (input[key] ?? 0) > 0))
  const rows = report.inputs.map((input) => {
    const role: Words = isWordKey(`role_${input.role}`) ? say(`role_${input.role}`) : same(input.role)
    const hash = input.sha256 === null ? '' : `<br><code>sha256 ${nameHtml(input.sha256)}</code>`
    const size = input.byteLength === null ? '' : both(say('and_bytes', { n: input.byteLength }))
    return (
      `<tr><th scope="row">${nameHtml(input.name)}${hash}</th><td>${both(role)}</td><td>${formatHtml(input.format)}${size}</td>` +
      `<td>${input.date === null ? both(say('unknown')) : nameHtml(input.date)}</td><td class="num">${countText(input.read)}</td>` +
      `<td class="num">${countText(input.used)}</td><td class="num">${countText(input.rejected)}</td>` +
      `${leftOut.map((key) => `<td class="num">${countText(input[key] ?? 0)}</td>`).join('')}</tr>`
    )
  })
  const heads =
    `${headCell('input_file')}${headCell('input_role')}${headCell('input_format')}${headCell('input_date')}` +
    `${headCell('input_read', NUM)}${headCell('input_used', NUM)}${headCell('input_rejected', NUM)}` +
    leftOut.map((key) => headCell(`input_${key}`, NUM)).join('')
  return scrollTable('c-inputs', both(say('inputs_caption')), heads, rows.join(''), { table: 'inputs' })
}

/** A format by its name; what came from no file, in words. */
function formatHtml(format: string): string {
  const key = `format_${format}`
  return isWordKey(key) ? both(say(key)) : nameHtml(format)
}

/** Blocks that no denominator counts, by reason, with the people known in them. */
function leftOutTable(report: AccessReport, facts: ReportFacts): string {
  const reasons = new Map<string, { words: Words; blocks: number; people: number | null }>()
  const add = (key: string, words: Words, people: number | null) => {
    const held = reasons.get(key) ?? { words, blocks: 0, people: null }
    held.blocks++
    if (people !== null) held.people = (held.people ?? 0) + people
    reasons.set(key, held)
  }
  let nearEdge = 0
  for (let block = 0; block < report.blocks.length; block++) {
    const { linkStatus, people } = report.blocks[block]!
    const known = people.population ?? null
    if (linkStatus !== 'linked') {
      const key = `link_${linkStatus}`
      add(
        key,
        isWordKey(key) ? say(key, { metres: decimalText(report.options.maxLinkMetres, 0) }) : same(linkStatus),
        known,
      )
    } else if (known === null && facts.measure === 'population') {
      add('unknown', say('left_unknown'), null)
    }
    const { edgeAffected, categoryCount } = report.table
    if (edgeAffected.subarray(block * categoryCount, (block + 1) * categoryCount).includes(1)) nearEdge++
  }
  const rows = [...reasons]
    .sort()
    .map(
      ([, one]) =>
        `<tr><th scope="row">${both(one.words)}</th><td class="num">${countText(one.blocks)}</td><td class="num">${one.people === null ? both(say('unknown')) : countText(one.people)}</td></tr>`,
    )
  const edge = nearEdge > 0 ? `<p class="note">${both(say('edge_note', { n: nearEdge }))}</p>` : ''
  if (rows.length === 0) return `<p>${both(say('warnings_none'))}</p>${edge}`
  return `<table><caption>${both(say('left_out_caption'))}</caption><thead><tr>${headCell('left_reason')}${headCell('left_blocks', NUM)}${headCell('left_people', NUM)}</tr></thead><tbody>${rows.join('')}</tbody></table>${edge}`
}

/** Rejects and warnings, counted by source and code, one example each. */
function warningsTable(report: AccessReport): string {
  if (report.rejects.length === 0) return `<p>${both(say('warnings_none'))}</p>`
  const groups = new Map<string, { first: AccessReport['rejects'][number]; count: number }>()
  for (const reject of report.rejects) {
    const key = JSON.stringify([reject.source, reject.severity, reject.code])
    const held = groups.get(key)
    if (held === undefined) groups.set(key, { first: reject, count: 1 })
    else held.count++
  }
  const rows = [...groups.values()]
    .sort((a, b) => b.count - a.count)
    .map(
      ({ first, count }) =>
        `<tr><th scope="row">${nameHtml(first.source)}</th><td>${bothHtml(
          wordsBy((lang) => sayCode(first.code, lang)),
          nameHtml,
        )} <span class="quiet">(${both(say(`severity_${first.severity}`))})</span></td>` +
        `<td class="num">${countText(count)}</td><td class="quiet">${messageHtml(first)}</td></tr>`,
    )
  const heads = `${headCell('warning_source')}${headCell('warning_code')}${headCell('warning_count', NUM)}${headCell('warning_first')}`
  return scrollTable('c-warnings', both(say('warnings_caption')), heads, rows.join(''))
}

/** What was wrong, in both languages. */
function messageHtml(reject: AccessReport['rejects'][number]): string {
  const words = wordsBy((lang) => sayReject(reject, lang))
  return bothHtml(words, (sentence) => nameHtml(clipText(sentence, 200)))
}

/** Blocks by rule of the standard; empty where none was judged. */
export function standardHtml(report: AccessReport): string {
  if (report.verdicts.length === 0) return ''
  const rules = new Map<string, Verdict[]>()
  for (const verdict of report.verdicts) {
    const held = rules.get(verdict.ruleId)
    if (held === undefined) rules.set(verdict.ruleId, [verdict])
    else held.push(verdict)
  }
  const isLacking = (own: readonly Verdict[]) => own.every(({ verdict }) => verdict === 'no-data')
  // A rule that nothing in the data can meet says something about the data: it stands last and says so.
  const ordered = [...rules.values()].sort((a, b) => Number(isLacking(a)) - Number(isLacking(b)))
  const rows = ordered.map((own) => ruleRow(report, own[0]!, countVerdicts(own.map(({ verdict }) => verdict))))
  const caption = say('standard_caption', {
    standard: report.standard == null ? same(report.options.standard ?? '') : categoryWords(report.standard),
  })
  const counts = VERDICT_NAMES.map((verdict) => headCell(verdict === 'no-data' ? 'no_data' : verdict, NUM)).join('')
  const heads = `${headCell('rule')}${headCell('rule_limit')}${counts}${headCell('clause')}`
  return (
    `<section id="standard" aria-labelledby="h-standard"><h2 id="h-standard">${both(say('standard'))}</h2>` +
    scrollTable('c-standard', both(caption), heads, rows.join('')) +
    `${levelsTable(report)}<p class="note">${both(say('levels_note'))}</p>${limitsNote(report)}</section>`
  )
}

function ruleRow(report: AccessReport, rule: Verdict, counts: VerdictCounts): string {
  const limit = say(rule.basis === 'time' ? 'minutes' : 'metres', { n: decimalText(rule.limit, 2) })
  const blocks = judgedCount(counts) + counts.unknown
  const lacking = blocks > 0 ? '' : `<br><span class="quiet">${both(say('no_facility'))}</span>`
  const verified = rule.sourceVerified ? '' : `<br><span class="quiet">${both(say('not_verified'))}</span>`
  const cells = VERDICT_NAMES.map((verdict) => {
    const count = counts[countKey(verdict)]
    const css = verdict === 'unmet' && count > 0 ? 'num strong' : 'num'
    // Where nobody is judged there are no counts to compare: a zero would look like one.
    return `<td class="${css}">${blocks === 0 && verdict !== 'no-data' ? '–' : countText(count)}</td>`
  })
  return (
    `<tr${blocks > 0 ? '' : ' class="nodata"'}><th scope="row">${both(ruleNameOf(report, rule))}${dutyHtml(report, rule)}${lacking}</th>` +
    `<td>${both(say('rule_limit_basis', { limit, basis: say(`basis_${rule.basis}`) }))}</td>${cells.join('')}<td>${clauseHtml(report, rule)}${verified}</td></tr>`
  )
}

/** Blocks that have everything up to each level; empty where the standard has no levels. */
function levelsTable({ standard }: AccessReport): string {
  const levels = standard === undefined || standard === null ? [] : completenessByLevel(standard)
  if (levels.length === 0) return ''
  const rows = levels.map(({ level, required, withData, blocksComplete, blocksIncomplete, blocksUnknown }) => {
    const name = levelWords(level)
    const counts = [required, withData, blocksComplete, blocksIncomplete, blocksUnknown]
    return `<tr><th scope="row">${both(name)}</th>${counts.map((count) => `<td class="num">${countText(count)}</td>`).join('')}</tr>`
  })
  const heads = [headCell('level'), headCell('levels_required', NUM), headCell('levels_judged', NUM)]
  heads.push(headCell('levels_complete', NUM))
  heads.push(headCell('levels_incomplete', NUM), headCell('unknown', NUM))
  return (
    `<h3>${both(say('levels'))}</h3>` +
    scrollTable('c-levels', both(say('levels_caption')), heads.join(''), rows.join(''), { table: 'levels' })
  )
}

/** Level and duty, in the words of the standard. */
function dutyHtml(report: AccessReport, { ruleId }: Verdict): string {
  const rule = report.standard?.rules.find(({ id }) => id === ruleId)
  if (rule === undefined) return ''
  const level = rule.level === 'none' ? [] : [levelWords(rule.level)]
  const words = joinWords([...level, say(`duty_${rule.duty}`)], same(' · '))
  return `<br><span class="quiet">${both(words)}</span>`
}

/** The clause as documents of each language name it. */
function clauseHtml(report: AccessReport, { ruleId, clause }: Verdict): string {
  const zh = report.standard?.rules.find(({ id }) => id === ruleId)?.clauseZh ?? clause
  return both(wordsBy((lang) => (lang === 'zh' ? zh : clause)))
}

/** The rule's own name where the standard is at hand, else its category's. */
function ruleNameOf(report: AccessReport, { ruleId, category }: Verdict): Words {
  const rule = report.standard?.rules.find(({ id }) => id === ruleId)
  return rule === undefined ? categoryNameOf(report, category) : categoryWords(rule)
}

function limitsNote(report: AccessReport): string {
  const affected = new Set(report.verdicts.filter((one) => one.edgeAffected).map((one) => one.blockIndex)).size
  return affected > 0 ? `<p class="note">${both(say('edge_note', { n: affected }))}</p>` : ''
}
