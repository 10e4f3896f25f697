// poster: one page for a compound's wall, or for each of its gates: what is within reach of this place on foot.
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { analyseInputs } from '../inputs/analyse-inputs.ts'
import { checkInputFlags } from '../inputs/input-flags.ts'
import { addInputOptions } from '../inputs/input-options.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import { folderName } from '../inputs/option-values.ts'
import { drawPage } from '../poster/draw-page.ts'
import type { PosterFlags } from '../poster/poster-flags.ts'
import { fileNames, pagesToMake } from '../poster/poster-pages.ts'
import { findBrowser, printPdf } from '../print-pdf.ts'
import { sayNotices } from '../say-notices.ts'
import { breathe, type Session } from '../session.ts'
import { UsageError, usage } from '../usage-error.ts'
import { sayIn } from '../words.ts'
import { tellOlder } from '../write-outputs.ts'

export function posterCommand(session: Session): Command {
  const command = addInputOptions(new Command('poster'))
    .description('Make a page per block for its wall, as SVG and as a sheet to print: what is within reach on foot.')
    .option('--block <id...>', 'ids or names of blocks, as in coverage.csv')
    .option('--all', 'a page for every block')
    .option('--per-gate', 'a page for every gate of a block, with the walks from that gate')
    .requiredOption('-o, --out <folder>', 'folder for the pages; made where it does not exist', folderName)
    .addOption(new Option('--size <paper>', 'paper: a4 or a3').argParser(paperSize).default('A4'))
    .addOption(
      new Option('--style <name>', 'rings by walking time, not to scale, or a true map')
        .choices(['schematic', 'map'])
        .default('schematic'),
    )
    .option('--title <text>', 'heading instead of the name; {name}, {gate} and {block} stand for name, gate and id')
    .option('--link <address>', 'address for the QR code; {block} stands for the block id')
    .option('--pdf', 'print posters.pdf, too, with a Chromium, Chrome or Edge that is installed (or CHROME_PATH)')
    .option('--overwrite', 'replace files in a folder that is not empty')
    .action((area: string, flags: PosterFlags) => runPoster(session, area, flags))
  return examples(command, [
    'living-circle poster town.osm --facilities facilities.csv --blocks blocks.geojson --block BY-01 --lang zh --out posters',
    'living-circle poster town.osm --blocks blocks.geojson --block BY-01 BY-02 --style map --size a3 --out maps',
    'living-circle poster town.osm --blocks blocks.geojson --gates gates.csv --block BY-01 --per-gate --lang zh --out gates',
  ])
}

function paperSize(text: string): 'A4' | 'A3' {
  const size = text.toUpperCase()
  if (size === 'A4' || size === 'A3') return size
  throw new UsageError(usage('usage.size', { text }), usage('hint.sizes'))
}

async function runPoster(session: Session, areaPath: string, flags: PosterFlags): Promise<void> {
  checkInputFlags(flags)
  if ((flags.block === undefined) === (flags.all !== true)) {
    throw new UsageError(usage('usage.poster-block'), usage('hint.coverage-ids'))
  }
  const library = await session.library()
  const own = flags.pdf === true ? ['posters.html', 'posters.pdf'] : ['posters.html']
  library.checkOutputFolder(flags.out, { overwrite: flags.overwrite, names: own })
  const browser = flags.pdf === true ? findBrowser(library, process.env) : undefined
  const inputs = await loadInputs(session, areaPath, flags)
  const analysis = await analyseInputs(session, inputs, flags)
  const pages = pagesToMake(session, inputs, analysis, flags)
  const names = fileNames(
    library,
    pages.map(({ id }) => id),
  )
  // Only a true map shows what lies under it.
  const box = analysis.report.network.box
  const basemap = flags.style === 'map' ? await library.basemapFromOsm(inputs.area.raw) : library.plainBasemap(box)
  // As bytes: what is put together from many pieces of text would keep them all.
  const drawn: Uint8Array[] = []
  const encoder = new TextEncoder()
  for (const page of pages) {
    session.terminal.progress('posters', drawn.length, pages.length)
    drawn.push(encoder.encode(drawPage(session, inputs, analysis, page, basemap, flags)))
    if (drawn.length % 20 === 0) await breathe(session)
  }
  const files = drawn.map((content, index) => ({ name: `${names[index]}.svg`, content }))
  const title = flags.title === undefined || /[{}]/.test(flags.title) ? null : flags.title
  const { size, overwrite } = flags
  const { lang } = session
  const sheet = {
    name: 'posters.html',
    content: () => library.posterSheetPieces(withoutLineEnds(drawn), { lang, size, title }),
  }
  await library.writeFilesAtomically(flags.out, [...files, sheet], { overwrite, signal: session.signal })
  const written = [...files.map(({ name }) => name), sheet.name]
  if (browser !== undefined) written.push(await printSheet(session, browser, flags))
  session.terminal.result(`${written.join('\n')}\n`)
  const say = sayIn(session.lang)
  const next = browser === undefined ? say('poster_print', { name: sheet.name }) : ''
  session.terminal.note(say('poster_wrote', { n: written.length, path: flags.out, next }))
  tellOlder(session, library.presentFiles(flags.out, browser === undefined ? ['posters.pdf'] : []), flags.out)
  sayNotices(session, analysis.report)
}

/** The pages without the line end that closes a file. */
function* withoutLineEnds(pages: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const page of pages) yield page.subarray(0, page.lastIndexOf(0x3e) + 1)
}

async function printSheet(session: Session, browser: string, { out, overwrite }: PosterFlags): Promise<string> {
  const library = await session.library()
  const { signal } = session
  const path = join(out, 'posters.pdf')
  const bytes = await printPdf(library, browser, join(out, 'posters.html'), signal)
  await library.writeFileAtomically(path, bytes, { overwrite, signal })
  return 'posters.pdf'
}
