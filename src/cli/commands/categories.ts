// categories: the kinds of facility that are built in.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import type { Session } from '../session.ts'
import { textTable } from '../tables/text-table.ts'
import { sayIn } from '../words.ts'

interface CategoriesFlags {
  readonly json?: boolean
}

export function categoriesCommand(session: Session): Command {
  const command = new Command('categories')
    .description(
      'List the kinds of facility that are built in: id, names, OSM tags, and how far they have been verified.',
    )
    .option('--json', 'print everything about them as JSON')
    .addOption(langOption('language of the headings'))
    .action((flags: CategoriesFlags) => runCategories(session, flags))
  return examples(command, ['living-circle categories', 'living-circle categories --json'])
}

async function runCategories(session: Session, flags: CategoriesFlags): Promise<void> {
  const { allCategories, essentialThings } = await session.library()
  const categories = allCategories()
  if (flags.json === true) {
    session.terminal.result(`${JSON.stringify(categories, null, 2)}\n`)
    return
  }
  const say = sayIn(session.lang)
  const name = session.lang === 'zh' ? 'nameZh' : 'nameEn'
  const thingOf = (id: string) => essentialThings().find(({ categories }) => categories.includes(id))?.[name] ?? ''
  const columns = [
    { title: 'id' },
    { title: '中文' },
    { title: 'English' },
    { title: say('theme') },
    { title: say('essential') },
    { title: say('measured_for') },
    { title: 'OSM', right: true },
    { title: say('amap'), right: true },
    { title: say('mark') },
  ]
  const rows = categories.map((category) => [
    category.id,
    category.nameZh,
    category.nameEn,
    category.theme,
    thingOf(category.id),
    category.populationGroup,
    String(category.osm.length + category.osmWithName.length),
    String(category.amap.length + category.amapWithName.length),
    category.mark,
  ])
  session.terminal.result(textTable(columns, rows))
  session.terminal.note(say('categories_note'))
}
