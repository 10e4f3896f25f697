// standards: the rule packs that are built in, and the rules of one of them.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import type { StandardPack, StandardRule } from '../library.ts'
import type { Library, Session } from '../session.ts'
import { levelName } from '../tables/standard-table.ts'
import { groupDigits, textTable } from '../tables/text-table.ts'
import { type Lang, type Say, sayIn } from '../words.ts'

interface StandardsFlags {
  readonly json?: boolean
}

export function standardsCommand(session: Session): Command {
  const command = new Command('standards')
    .description('List the rule packs that are built in, or the rules of one, with sources and what has been verified.')
    .argument('[id]', 'show the rules of this pack')
    .option('--json', 'print everything about them as JSON')
    .addOption(langOption('language of names and headings'))
    .action((id: string | undefined, flags: StandardsFlags) => runStandards(session, id, flags))
  return examples(command, ['living-circle standards', 'living-circle standards gb50180-2018 --json'])
}

async function runStandards(session: Session, id: string | undefined, flags: StandardsFlags): Promise<void> {
  const library = await session.library()
  const { standardPack, standardPacks, verifiedCounts } = library
  const { terminal, lang } = session
  if (id === undefined) {
    const packs = standardPacks()
    terminal.result(
      flags.json === true ? `${JSON.stringify(packs, null, 2)}\n` : packTable(packs, verifiedCounts, sayIn(lang)),
    )
    terminal.note(sayIn(lang)('standards_note'))
    return
  }
  const pack = standardPack(id)
  terminal.result(flags.json === true ? `${JSON.stringify(pack, null, 2)}\n` : packText(library, pack, lang))
}

function packTable(packs: readonly StandardPack[], verifiedCounts: Library['verifiedCounts'], say: Say): string {
  return textTable(
    [
      { title: 'id' },
      { title: '名称' },
      { title: 'name' },
      { title: say('version') },
      { title: say('rules'), right: true },
      { title: say('verified'), right: true },
      { title: say('amounts_verified'), right: true },
    ],
    packs.map((pack) => {
      const { rules, rulesVerified, amounts, amountsVerified } = verifiedCounts(pack)
      return [
        pack.id,
        pack.nameZh,
        pack.nameEn,
        pack.version,
        String(rules),
        say('n_of', { n: rulesVerified, all: rules }),
        amounts === 0 ? '' : say('n_of', { n: amountsVerified, all: amounts }),
      ]
    }),
  )
}

/** One pack: its rules, what it does not judge, its sources. */
function packText({ categoryById }: Library, pack: StandardPack, lang: Lang): string {
  const say = sayIn(lang)
  const zh = lang === 'zh'
  const kindOf = (id: string) => (zh ? categoryById(id)?.nameZh : id) ?? id
  const rules = textTable(
    [
      { title: say('rule') },
      { title: say('name') },
      { title: say('level') },
      { title: say('within'), right: true },
      { title: say('any_of') },
      { title: say('duty') },
      { title: say('clause') },
      { title: say('mark') },
    ],
    pack.rules.map((rule) => [
      rule.id,
      zh ? rule.nameZh : rule.nameEn,
      levelName(rule.level, say),
      withinText(rule, say),
      [...new Set(rule.routes.flatMap(({ categories }) => categories))].map(kindOf).join(say('list')),
      say(`duty_${rule.duty}`),
      zh ? rule.clauseZh : rule.clause,
      rule.mark,
    ]),
  )
  const [name, other] = zh ? [pack.nameZh, pack.nameEn] : [pack.nameEn, pack.nameZh]
  const item = (id: string, text: string) => say('item', { id, text })
  const parts = [
    `${say('pack_head', { name, other, id: pack.id, version: pack.version, issuer: zh ? pack.issuerZh : pack.issuer })}\n${zh ? pack.noteZh : pack.note}\n`,
    rules,
  ]
  if (pack.adequacy.length > 0) {
    const list = pack.adequacy.map(({ id, nameZh, minPerThousand, measure, mark }) =>
      say('adequacy_rule', {
        id: zh ? nameZh : id,
        least: String(minPerThousand),
        measure: say(`supply_${measure}`),
        mark,
      }),
    )
    parts.push(`${say('adequacy_head')}\n${list.join('\n')}\n`)
  }
  if (pack.notJudged.length > 0) {
    parts.push(
      `${say('not_judged')}\n${pack.notJudged.map((one) => (zh ? item(one.nameZh, one.reasonZh) : item(one.id, one.reason))).join('\n')}\n`,
    )
  }
  parts.push(
    `${say('sources')}\n${pack.sources.map(({ id, title, titleZh }) => item(id, zh ? titleZh : title)).join('\n')}\n`,
  )
  return parts.join('\n')
}

function withinText({ routes, basis }: StandardRule, say: Say): string {
  const limits = [...new Set(routes.map(({ limit }) => limit))].sort((a, b) => a - b)
  const unit = basis === 'time' ? 'min' : basis === 'distance' ? 'm_on_foot' : 'm_straight'
  return say(unit, { n: limits.map((limit) => groupDigits(limit)).join(say('or')) })
}
