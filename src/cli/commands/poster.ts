// poster: one page for a compound's wall: what is within reach of this place on foot.
import { Command, Option } from 'commander'
import type { AccessAnalysis, Basemap } from '../../index.ts'
import { examples } from '../examples.ts'
import { addInputOptions, checkInputFlags, type InputFlags } from '../input-options.ts'
import { analyseInputs, type LoadedInputs, loadInputs } from '../load-inputs.ts'
import { breathe, runOptions, type Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'

interface PosterFlags extends InputFlags {
  readonly block?: readonly string[]
  readonly all?: boolean
  readonly out: string
  readonly size: 'A4' | 'A3'
  readonly style: 'schematic' | 'map'
  readonly link?: string
  readonly overwrite?: boolean
}

export function posterCommand(session: Session): Command {
  const command = addInputOptions(new Command('poster'))
    .description('Make a page per block for its wall, as SVG and as a sheet to print: what is within reach on foot.')
    .option('--block <id...>', 'block ids, as in coverage.csv')
    .option('--all', 'a page for every block')
    .requiredOption('-o, --out <folder>', 'folder for the pages; made where it does not exist')
    .addOption(new Option('--size <paper>', 'paper').choices(['A4', 'A3']).default('A4'))
    .addOption(
      new Option('--style <name>', 'rings by walking time, not to scale, or a true map')
        .choices(['schematic', 'map'])
        .default('schematic'),
    )
    .option('--link <address>', 'address for the QR code; {block} stands for the block id')
    .option('--overwrite', 'replace files in a folder that is not empty')
    .action((area: string, flags: PosterFlags) => runPoster(session, area, flags))
  return examples(command, [
    'living-circle poster town.osm --facilities facilities.csv --blocks blocks.geojson --block BY-01 --lang zh --out posters',
    'living-circle poster town.osm --blocks blocks.geojson --block BY-01 BY-02 --style map --size A3 --out maps',
  ])
}

async function runPoster(session: Session, areaPath: string, flags: PosterFlags): Promise<void> {
  checkInputFlags(flags)
  if ((flags.block === undefined) === (flags.all !== true)) {
    throw new UsageError('poster needs --block ID or --all.', 'Ids are those in coverage.csv.')
  }
  const library = await session.library()
  library.checkOutputFolder(flags.out, { overwrite: flags.overwrite })
  const inputs = await loadInputs(session, areaPath, flags)
  const analysis = await analyseInputs(session, inputs, flags)
  const chosen = chosenBlocks(inputs, analysis, flags.block)
  const names = fileNames(chosen.map((index) => analysis.report.blocks[index]!.id))
  // Only a true map shows what lies under it.
  const box = analysis.report.network.box
  const basemap = flags.style === 'map' ? await library.basemapFromOsm(inputs.area.raw) : library.plainBasemap(box)
  const pages: string[] = []
  for (const index of chosen) {
    session.terminal.progress('posters', pages.length, chosen.length)
    pages.push(page(inputs, analysis, index, basemap, flags, session))
    if (pages.length % 20 === 0) await breathe(session)
  }
  const files = pages.map((content, index) => ({ name: `${names[index]}.svg`, content }))
  const sheet = {
    name: 'posters.html',
    content: library.toPosterSheetHtml(pages, { lang: flags.lang, size: flags.size }),
  }
  await library.writeFilesAtomically(flags.out, [...files, sheet], {
    overwrite: flags.overwrite,
    signal: session.signal,
  })
  session.terminal.result(`${files.map(({ name }) => name).join('\n')}\n${sheet.name}\n`)
  session.terminal.note(`Wrote ${files.length + 1} files to ${flags.out}; print ${sheet.name} from a browser.`)
}

function chosenBlocks(
  { library }: LoadedInputs,
  { report }: AccessAnalysis,
  ids: readonly string[] | undefined,
): number[] {
  if (ids === undefined) return report.blocks.map((_, index) => index)
  const indexOf = new Map(report.blocks.map(({ id }, index) => [id, index]))
  return ids.map((id) => {
    const index = indexOf.get(id)
    if (index !== undefined) return index
    const near = library.suggest(id, [...indexOf.keys()])
    throw new UsageError(
      `There is no block "${id}" among ${indexOf.size}.`,
      near === undefined ? `Ids are such as ${[...indexOf.keys()].slice(0, 3).join(', ')}.` : `Did you mean "${near}"?`,
    )
  })
}

function page(
  { library, area, blocks }: LoadedInputs,
  { report, study }: AccessAnalysis,
  index: number,
  basemap: Basemap,
  flags: PosterFlags,
  session: Session,
): string {
  const block = report.blocks[index]!
  const { basis, limits, maxLinkMetres } = report.options
  const gates = blocks.blocks.find(({ id }) => id === block.id)?.gates ?? []
  const places = gates.length > 0 ? gates : [block.lonLat]
  const [around] =
    flags.style === 'map'
      ? library.isochrone(area.network, basis === 'time' ? study.time : study.distance, [{ id: block.id, places }], {
          ...(basis === 'time' ? { minutes: limits } : { metres: limits }),
          maxLinkMetres,
          style: 'smooth',
          signal: runOptions(session).signal,
        })
      : []
  return library.toPosterSvg(report, basemap, index, {
    lang: flags.lang,
    size: flags.size,
    style: flags.style,
    rings: around?.bands ?? [],
    link: flags.link?.replaceAll('{block}', encodeURIComponent(block.id)) ?? null,
  })
}

/** Block ids as file names: what a file system might not take becomes `_`, and like names get a number. */
function fileNames(ids: readonly string[]): string[] {
  const taken = new Set<string>(['posters'])
  return ids.map((id) => {
    const safe = id.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_')
    // 50 characters of four bytes still fit the 255 bytes of a file name, with a temporary ending beside it.
    const plain = [...safe].slice(0, 50).join('') || '_'
    let name = plain
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain}-${number}`
    taken.add(name.toLowerCase())
    return name
  })
}
