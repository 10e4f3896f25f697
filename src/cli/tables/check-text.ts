// The findings of `check` as text, readable at a glance. It knows findings, not how they were made.
import type { CheckFindings, LinkCounts } from '../library.ts'
import { type Lang, type Say, sayAny, sayCode, sayData, sayIn, sayNotice, sayReject } from '../words.ts'
import { inputsText, understoodText } from './check-tables.ts'
import { SKIPPED_ROWS } from './rows-text.ts'
import { groupDigits, textTable } from './text-table.ts'

/**
 * Everything that was found.
 *
 * @param kinds how many kinds are built in
 */
export function checkText(findings: CheckFindings, kinds: number, lang: Lang): string {
  const say = sayIn(lang)
  const { inputs, links, notices, found, unknownCategories, categoriesWithoutData } = findings
  const sections = [
    glanceText(findings, say, lang),
    inputsText(inputs, say),
    understoodText(findings, say, lang),
    unknownWordsText(unknownCategories, say),
    reasonsText(findings, say, lang),
    links === null ? '' : linksText(links, found.people.people !== null, say),
    missingText(categoriesWithoutData, kinds, lang),
    links === null ? '' : noticesText(notices, lang),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

/** The answer in one or two lines. */
function glanceText({ found, links, problem }: CheckFindings, say: Say, lang: Lang): string {
  const { people, blocksUnknown } = found.people
  const who =
    people === null
      ? say('check_people_none')
      : say(blocksUnknown === 0 ? 'check_people' : 'check_people_some', {
          n: Math.round(people),
          unknown: blocksUnknown,
        })
  const text = say('check_found', {
    facilities: found.facilities,
    kinds: found.kinds,
    blocks: found.blocks,
    people: who,
  })
  if (links === null) {
    const why =
      problem === null
        ? say('check_nothing')
        : problem.said === undefined
          ? problem.message
          : sayAny(problem.said, lang)
    return `${say('check_not_usable', { why })}\n${text}${say('stop')}\n`
  }
  const linked = say('check_linked', { facilities: links.facilities.linked ?? 0, blocks: links.blocks.linked ?? 0 })
  return `${say('check_usable', { found: text, linked })}\n`
}

/** Words of unknown kinds that are shown, kinds without data that are named, themes whose missing kinds are always named. */
const SHOWN_WORDS = 10
const NAMED_KINDS = 12
const MAIN_THEMES: readonly string[] = ['elderly', 'children']

/** Category words that mean nothing here, commonest first. */
function unknownWordsText(words: CheckFindings['unknownCategories'], say: Say): string {
  if (words.length === 0) return ''
  const shown = words.slice(0, SHOWN_WORDS)
  const several = new Set(words.map(({ source }) => source)).size > 1
  const table = textTable(
    [
      { title: say('unknown_kind') },
      { title: say('rows'), right: true },
      { title: say('did_you_mean') },
      ...(several ? [{ title: say('file') }] : []),
    ],
    shown.map(({ word, count, suggestion, source }) => [
      clip(word, 40),
      groupDigits(count),
      suggestion ?? '–',
      ...(several ? [source] : []),
    ]),
  )
  const more = words.length - shown.length
  return more > 0 ? `${table}${say('words_more', { n: more })}\n` : table
}

function reasonsText({ reasons, problem }: CheckFindings, say: Say, lang: Lang): string {
  if (reasons.length === 0) return problem === null ? `${say('nothing_odd')}\n` : ''
  return textTable(
    [
      { title: say('source') },
      { title: say('reason') },
      { title: say('severity') },
      { title: say('count'), right: true },
      { title: say('example') },
    ],
    reasons.map(({ source, code, severity, count, first }) => [
      source,
      sayCode(code, lang),
      SKIPPED_ROWS.has(code) ? say('skipped') : sayData(say, '', severity),
      groupDigits(count),
      clip(sayReject(first, lang), 72),
    ]),
  )
}

const STATUSES = ['linked', 'too-far', 'island', 'outside'] as const

function linksText(
  { blocks, facilities, people, peopleWithoutStreet }: LinkCounts,
  anyKnown: boolean,
  say: Say,
): string {
  const row = (name: string, counts: Readonly<Record<string, number>>) => [
    name,
    ...STATUSES.map((status) => groupDigits(Math.round(counts[status] ?? 0))),
  ]
  const table = textTable(
    [{ title: say('on_network') }, ...STATUSES.map((status) => ({ title: say(status), right: true }))],
    [row(say('blocks'), blocks), ...(anyKnown ? [row(say('people'), people)] : []), row(say('facilities'), facilities)],
  )
  return peopleWithoutStreet > 0 ? `${table}${say('people_unlinked', { n: Math.round(peopleWithoutStreet) })}\n` : table
}

/** Kinds without any facility: a count, and by name those of the themes that matter most. */
function missingText(missing: CheckFindings['categoriesWithoutData'], all: number, lang: Lang): string {
  const say = sayIn(lang)
  if (missing.length === 0) return ''
  const names = (list: typeof missing) => list.map(({ id, nameZh }) => (lang === 'zh' ? nameZh : id)).join(say('list'))
  const gap = say('gap_of_data')
  const n = missing.length
  if (n <= NAMED_KINDS) return `${say('missing_kinds', { n, all, list: names(missing) })}\n${gap}\n`
  const main = missing.filter(({ theme }) => MAIN_THEMES.includes(theme))
  return `${say(main.length === 0 ? 'missing_many' : 'missing_main', { n, all, list: names(main) })}\n${gap}\n`
}

/** What every output repeats; missing kinds have been told above. */
function noticesText(notices: CheckFindings['notices'], lang: Lang): string {
  const others = notices.filter(({ code }) => code !== 'no-data')
  return `${others.map((notice) => `• ${sayNotice(notice, lang)}`).join('\n')}\n`
}

function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
