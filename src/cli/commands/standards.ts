// standards: the rule packs that are built in, and the rules of one of them.
import { Command } from 'commander'
import type { StandardPack, StandardRule } from '../../index.ts'
import { examples } from '../examples.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

interface StandardsFlags {
  readonly json?: boolean
  readonly lang?: 'en' | 'zh'
}

export function standardsCommand(session: Session): Command {
  const command = new Command('standards')
    .description('List the rule packs that are built in, or the rules of one, with sources and what has been verified.')
    .argument('[id]', 'show the rules of this pack')
    .option('--json', 'print everything about them as JSON')
    .action((id: string | undefined, flags: StandardsFlags) => runStandards(session, id, flags))
  return examples(command, ['living-circle standards', 'living-circle standards gb50180-2018 --json'])
}

async function runStandards(session: Session, id: string | undefined, flags: StandardsFlags): Promise<void> {
  const { standardPack, standardPacks } = await session.library()
  const { terminal } = session
  if (id === undefined) {
    const packs = standardPacks()
    terminal.result(flags.json === true ? `${JSON.stringify(packs, null, 2)}\n` : packTable(packs))
    terminal.note('Rules of one: living-circle standards ID. Judge by one: living-circle coverage … --standard ID.')
    return
  }
  const pack = standardPack(id)
  terminal.result(flags.json === true ? `${JSON.stringify(pack, null, 2)}\n` : packText(pack))
}

function packTable(packs: readonly StandardPack[]): string {
  return textTable(
    [
      { title: 'id' },
      { title: '名称' },
      { title: 'name' },
      { title: 'version' },
      { title: 'rules', right: true },
      { title: 'verified', right: true },
    ],
    packs.map((pack) => {
      const all = [...pack.rules, ...pack.adequacy]
      const verified = all.filter((rule) => rule.verified).length
      return [pack.id, pack.nameZh, pack.nameEn, pack.version, String(all.length), `${verified} of ${all.length}`]
    }),
  )
}

/** One pack: its rules, what it does not judge, its sources. */
function packText(pack: StandardPack): string {
  const rules = textTable(
    [
      { title: 'rule' },
      { title: 'name' },
      { title: 'level' },
      { title: 'within', right: true },
      { title: 'any of' },
      { title: 'duty' },
      { title: 'clause' },
      { title: 'mark' },
    ],
    pack.rules.map((rule) => [
      rule.id,
      rule.nameEn,
      rule.level,
      withinText(rule),
      [...new Set(rule.routes.flatMap(({ categories }) => categories))].join(', '),
      rule.mandatory ? 'mandatory' : 'optional',
      rule.clause,
      rule.mark,
    ]),
  )
  const parts = [
    `${pack.nameEn} · ${pack.nameZh} (${pack.id}, version ${pack.version}, ${pack.issuer})\n${pack.note}\n`,
    rules,
  ]
  if (pack.adequacy.length > 0) {
    const list = pack.adequacy.map(
      (rule) => `  ${rule.id}: ${rule.minPerThousand} ${rule.measure} per 1,000 people (${rule.mark})`,
    )
    parts.push(`How much there must be:\n${list.join('\n')}\n`)
  }
  if (pack.notJudged.length > 0) {
    parts.push(`Not judged:\n${pack.notJudged.map((item) => `  ${item.id}: ${item.reason}`).join('\n')}\n`)
  }
  parts.push(`Sources:\n${pack.sources.map((source) => `  ${source.id}: ${source.title}`).join('\n')}\n`)
  return parts.join('\n')
}

function withinText({ routes, basis }: StandardRule): string {
  const limits = [...new Set(routes.map(({ limit }) => limit))].sort((a, b) => a - b)
  const unit = basis === 'time' ? 'min' : basis === 'distance' ? 'm on foot' : 'm straight'
  return `${limits.join(' or ')} ${unit}`
}
