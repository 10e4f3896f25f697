// The verdicts of a standard on the terminal: one line per rule, least met first. It knows reports, not how they were made.
import type { AccessReport, StandardReport, StandardRuleRecord, StandardSummary } from '../library.ts'
import { type Lang, type Say, sayIn } from '../words.ts'
import { groupDigits, percent, textTable } from './text-table.ts'

/** Rules on the terminal; verdicts.csv and summary.json have all. */
const SHOWN_RULES = 20
/** Rules whose names are listed in one sentence. */
const NAMED_RULES = 8

/**
 * What a standard says about all blocks together.
 *
 * @param summary of the report's standard; `null` and an empty text where it has none
 */
export function standardTable({ standard }: AccessReport, summary: StandardSummary | null, lang: Lang): string {
  const say = sayIn(lang)
  if (standard === undefined || standard === null || summary === null) return ''
  const { judged, withoutData, rulesNotVerified } = summary
  const name = lang === 'zh' ? standard.nameZh : standard.nameEn
  const nameOf = (rule: StandardRuleRecord) => (lang === 'zh' ? rule.nameZh : rule.nameEn)
  const parts = [`${say('verdicts_head', { name, id: standard.id, version: standard.version })}\n`]
  if (judged.length > 0) parts.push(ruleTable(judged.slice(0, SHOWN_RULES), nameOf, say))
  if (judged.length > SHOWN_RULES) {
    parts.push(`${say('rules_more', { n: judged.length - SHOWN_RULES })}\n`)
  }
  if (withoutData.length > 0) {
    const list = withoutData.slice(0, NAMED_RULES).map(nameOf).join(say('list'))
    const more = withoutData.length > NAMED_RULES ? say('and_more', { n: withoutData.length - NAMED_RULES }) : ''
    parts.push(`${say('rules_lacking', { n: withoutData.length, list, more })}\n`)
  }
  parts.push(sizeText(standard, nameOf, say))
  parts.push(completenessText(summary, say), paperText(summary, standard, nameOf, say), adequacyText(standard, lang))
  if (rulesNotVerified > 0) {
    parts.push(`${say('figures_recalled', { n: rulesNotVerified, all: standard.rules.length })}\n`)
  }
  return `\n${parts.join('')}`
}

function ruleTable(rules: StandardSummary['judged'], nameOf: (rule: StandardRuleRecord) => string, say: Say): string {
  return textTable(
    [
      { title: say('rule') },
      { title: say('level') },
      { title: say('within'), right: true },
      { title: say('duty') },
      ...(['met', 'partial', 'unmet', 'unknown', 'people'] as const).map((key) => ({ title: say(key), right: true })),
      { title: say('figure') },
    ],
    rules.map(({ rule, unit }) => {
      const within = rule.basis === 'time' ? 'min' : rule.basis === 'distance' ? 'm' : 'm_straight'
      return [
        nameOf(rule),
        levelName(rule.level, say),
        say(within, { n: rule.limit }),
        say(`duty_${rule.duty}`),
        ...[unit?.met, unit?.partial, unit?.unmet, unit?.unknown].map((count) => groupDigits(count ?? 0)),
        percent(unit?.share ?? null),
        figureText(rule, say),
      ]
    }),
  )
}

/** Which circle of life a rule is of; nothing where the standard does not say. */
export function levelName(level: string, say: Say): string {
  if (level === 'none') return ''
  return level === 'block' ? say('level_block_short') : say('min', { n: level })
}

/** Nothing where a rule's figure was read in a source; else whose it is. */
export function figureText({ verified, mark }: StandardRuleRecord, say: Say): string {
  if (verified) return ''
  return say(mark === 'own' ? 'figure_own' : 'figure_recalled')
}

/** Facilities of unknown size, by the rules that they may or may not count for. */
function sizeText({ rules }: StandardReport, nameOf: (rule: StandardRuleRecord) => string, say: Say): string {
  const doubtful = rules.filter(({ facilitiesSizeUnknown }) => facilitiesSizeUnknown > 0)
  if (doubtful.length === 0) return ''
  const list = doubtful
    .slice(0, NAMED_RULES)
    .map((rule) => say('size_unknown_of', { rule: nameOf(rule), n: rule.facilitiesSizeUnknown, all: rule.facilities }))
  const more = doubtful.length > NAMED_RULES ? say('and_more', { n: doubtful.length - NAMED_RULES }) : ''
  return `${say('size_unknown', { list: list.join(say('list')), more })}\n`
}

/** How many duties can be judged, what the middle block has of them, and how many blocks have everything. */
function completenessText({ completeness }: StandardSummary, say: Say): string {
  if (completeness === null) return ''
  const { complete, blocks, required, withData, middleMet, middleJudged } = completeness
  const middle = { judged: middleJudged, met: middleMet }
  return `${say('completeness', { n: complete, all: blocks, required, withData, ...middle })}\n`
}

/** Rules with most people on paper only. */
const NAMED_ON_PAPER = 3

function paperText(
  { onPaperOnly }: StandardSummary,
  { rules }: StandardReport,
  nameOf: (rule: StandardRuleRecord) => string,
  say: Say,
): string {
  if (onPaperOnly.length === 0) return ''
  const names = new Map(rules.map((rule) => [rule.id, nameOf(rule)]))
  const named = onPaperOnly.slice(0, NAMED_ON_PAPER)
  const list = named.map(({ ruleId, people }) => `${names.get(ruleId)} ${groupDigits(people)}`)
  const rest = onPaperOnly.length - named.length
  const more = rest > 0 ? say('paper_more', { n: rest }) : ''
  return `${say('paper', { list: list.join(say('semicolon')), more })}\n`
}

function adequacyText({ adequacy }: StandardReport, lang: Lang): string {
  const say = sayIn(lang)
  return adequacy
    .map(({ ruleId, nameEn, nameZh, measure, verdict, perThousand, minPerThousand, sourceVerified }) => {
      // What is known of the supply would read like a finding where some of it is not known.
      const unknown = say(verdict === 'no-data' ? 'adequacy_no_data' : 'adequacy_unknown')
      const found = verdict === 'unknown' || perThousand === null ? unknown : perThousand.toFixed(2)
      const source = sourceVerified ? '' : say('in_brackets', { text: say('not_verified') })
      const wanted = groupDigits(minPerThousand)
      const rule = (lang === 'zh' ? nameZh : nameEn) ?? ruleId
      const unit = measure === undefined ? '' : say(`supply_${measure}`)
      return `${say('adequacy', { rule, unit, found, wanted, source, verdict: say(verdict) })}\n`
    })
    .join('')
}
