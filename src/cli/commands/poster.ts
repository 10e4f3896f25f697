// poster: one page for a compound's wall, or for each of its gates: what is within reach of this place on foot.
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { addInputOptions, checkInputFlags, type InputFlags } from '../inputs/input-options.ts'
import { analyseInputs, loadInputs } from '../inputs/load-inputs.ts'
import type { LoadedInputs } from '../inputs/loaded-inputs.ts'
import { folderName } from '../inputs/option-values.ts'
import type { AccessAnalysis, Basemap, LonLat, PosterPlace } from '../library.ts'
import { gatePages } from '../poster-gates.ts'
import { findBrowser, printPdf } from '../print-pdf.ts'
import { sayNotices } from '../say-notices.ts'
import { breathe, runOptions, type Session } from '../session.ts'
import { printable } from '../tables/text-table.ts'
import { UsageError } from '../usage-error.ts'
import { sayIn } from '../words.ts'

interface PosterFlags extends InputFlags {
  readonly block?: readonly string[]
  readonly all?: boolean
  readonly perGate?: boolean
  readonly out: string
  readonly size: 'A4' | 'A3'
  readonly style: 'schematic' | 'map'
  readonly title?: string
  readonly link?: string
  readonly pdf?: boolean
  readonly overwrite?: boolean
}

export function posterCommand(session: Session): Command {
  const command = addInputOptions(new Command('poster'))
    .description('Make a page per block for its wall, as SVG and as a sheet to print: what is within reach on foot.')
    .option('--block <id...>', 'block ids, as in coverage.csv')
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
  throw new UsageError(`--size "${text}" is no paper size that posters have.`, 'Give a4 or a3.')
}

/** A page to make: of a block, or of one of its gates. */
interface Page {
  /** Name of its file, before it is made fit for one. */
  readonly id: string
  /** Index into the report's blocks. */
  readonly index: number
  readonly place: PosterPlace | null
  /** Where its walks begin. */
  readonly starts: readonly LonLat[]
}

async function runPoster(session: Session, areaPath: string, flags: PosterFlags): Promise<void> {
  checkInputFlags(flags)
  if ((flags.block === undefined) === (flags.all !== true)) {
    throw new UsageError('poster needs --block ID or --all.', 'Ids are those in coverage.csv.')
  }
  const library = await session.library()
  library.checkOutputFolder(flags.out, { overwrite: flags.overwrite })
  const browser = flags.pdf === true ? findBrowser(library, process.env) : undefined
  const inputs = await loadInputs(session, areaPath, flags)
  const analysis = await analyseInputs(session, inputs, flags)
  const chosen = chosenBlocks(inputs, analysis, flags.block)
  const pages = pagesToMake(session, inputs, analysis, chosen, flags)
  const names = fileNames(pages.map(({ id }) => id))
  // Only a true map shows what lies under it.
  const box = analysis.report.network.box
  const basemap = flags.style === 'map' ? await library.basemapFromOsm(inputs.area.raw) : library.plainBasemap(box)
  const drawn: string[] = []
  for (const page of pages) {
    session.terminal.progress('posters', drawn.length, pages.length)
    drawn.push(drawPage(session, inputs, analysis, page, basemap, flags))
    if (drawn.length % 20 === 0) await breathe(session)
  }
  const files = drawn.map((content, index) => ({ name: `${names[index]}.svg`, content }))
  const title = flags.title === undefined || /[{}]/.test(flags.title) ? null : flags.title
  const { size, overwrite } = flags
  const { lang } = session
  const sheet = { name: 'posters.html', content: library.toPosterSheetHtml(drawn, { lang, size, title }) }
  await library.writeFilesAtomically(flags.out, [...files, sheet], { overwrite, signal: session.signal })
  const written = [...files.map(({ name }) => name), sheet.name]
  if (browser !== undefined) written.push(await printSheet(session, browser, flags))
  session.terminal.result(`${written.join('\n')}\n`)
  const say = sayIn(session.lang)
  const next = browser === undefined ? say('poster_print', { name: sheet.name }) : ''
  session.terminal.note(say('poster_wrote', { n: written.length, path: flags.out, next }))
  sayNotices(session, analysis.report)
}

async function printSheet(session: Session, browser: string, { out, overwrite }: PosterFlags): Promise<string> {
  const library = await session.library()
  const { signal } = session
  const path = join(out, 'posters.pdf')
  const bytes = await printPdf(library, browser, join(out, 'posters.html'), signal)
  await library.writeFileAtomically(path, bytes, { overwrite, signal })
  return 'posters.pdf'
}

/** One page per block, or per linked gate of a block that has gates. */
function pagesToMake(
  session: Session,
  inputs: LoadedInputs,
  analysis: AccessAnalysis,
  chosen: readonly number[],
  { perGate, title }: PosterFlags,
): Page[] {
  const { report } = analysis
  const say = sayIn(session.lang)
  const gates = perGate === true ? gatePages(inputs, analysis, chosen, session.lang) : undefined
  const pages: Page[] = []
  let without = 0
  for (const index of chosen) {
    const block = report.blocks[index]!
    const titled = (gate: string) =>
      title
        ?.replaceAll('{name}', () => block.name ?? block.id)
        .replaceAll('{block}', () => block.id)
        .replaceAll('{gate}', () => gate)
        .trim()
    const ofBlock = gates?.get(index)
    if (ofBlock === undefined) {
      if (perGate === true) without++
      const name = titled('')
      const place = name === undefined ? null : { name, lonLat: block.lonLat }
      pages.push({ id: block.id, index, place, starts: startsOf(inputs, analysis, index) })
    }
    for (const { id, side, place } of ofBlock ?? []) {
      if (place === null) {
        session.terminal.warn(say('poster_gate_unlinked', { id: printable(id), side }))
        continue
      }
      pages.push({ id, index, place: { ...place, name: titled(side) ?? place.name }, starts: [place.lonLat] })
    }
  }
  if (without > 0) {
    session.terminal.note(say('poster_no_gates', { n: without, all: chosen.length }))
  }
  if (pages.length > 0) return pages
  throw new inputs.library.LivingCircleError('input-unusable', 'None of the gates is linked to a street.', {
    hint: 'Check the coordinates of the gates, or make pages for the blocks without --per-gate.',
  })
}

/** Where the walks of a block begin: its gates; else its middle, and where no street is near that, all its demand points. */
function startsOf({ library }: LoadedInputs, { study }: AccessAnalysis, index: number): readonly LonLat[] {
  const { demand, blocks, locator, maxLinkMetres } = study
  const method = demand.method[index]
  const middle = blocks[index]!.lonLat
  if (method !== 'gates') {
    const { status } = library.linkPoints(locator, Float64Array.from(middle), maxLinkMetres)
    if (method === 'point' || library.LINK_STATUS_NAMES[status[0]!] === 'linked') return [middle]
  }
  const points: LonLat[] = []
  for (let at = demand.offset[index]!; at < demand.offset[index + 1]!; at++) {
    points.push([demand.lonLat[2 * at]!, demand.lonLat[2 * at + 1]!])
  }
  return points
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

function drawPage(
  session: Session,
  { library, area }: LoadedInputs,
  { report, study }: AccessAnalysis,
  { id, index, place, starts }: Page,
  basemap: Basemap,
  { size, style, link }: PosterFlags,
): string {
  const { basis, limits, maxLinkMetres } = report.options
  const [around] =
    style === 'map'
      ? library.isochrone(area.network, basis === 'time' ? study.time : study.distance, [{ id, places: starts }], {
          ...(basis === 'time' ? { minutes: limits } : { metres: limits }),
          maxLinkMetres,
          locator: study.locator,
          style: 'smooth',
          signal: runOptions(session).signal,
        })
      : []
  return library.toPosterSvg(report, basemap, index, {
    lang: session.lang,
    size,
    style,
    place,
    rings: around?.bands ?? [],
    link: link?.replaceAll('{block}', () => encodeURIComponent(report.blocks[index]!.id)) ?? null,
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
