// Which pages `poster` makes: of which blocks or gates, under which headings and file names.

import type { LoadedInputs } from '../inputs/loaded-inputs.ts'
import { namedBlock } from '../inputs/named-block.ts'
import type { AccessAnalysis, BlockGate, LonLat, PosterPlace } from '../library.ts'
import type { Library, Session } from '../session.ts'
import { printable } from '../tables/text-table.ts'
import { sayIn } from '../words.ts'
import type { PosterFlags } from './poster-flags.ts'

/** A page to make: of a block, or of one of its gates. */
export interface PosterPage {
  /** Name of its file, before it is made fit for one. */
  readonly id: string
  /** Index into the report's blocks. */
  readonly index: number
  readonly place: PosterPlace | null
  /** Where its walks begin. */
  readonly starts: readonly LonLat[]
}

/** One page per block that was asked for, or per linked gate of a block that has gates. @throws LivingCircleError, UsageError */
export function pagesToMake(
  session: Session,
  inputs: LoadedInputs,
  analysis: AccessAnalysis,
  flags: PosterFlags,
): PosterPage[] {
  const { library } = inputs
  const { basis, limits } = analysis.report.options
  const chosen = chosenBlocks(inputs, analysis, flags.block)
  const ofBlock = new Map<number, BlockGate[]>()
  if (flags.perGate === true) {
    for (const gate of library.measureGates(analysis.study, basis, limits.at(-1)!, [...new Set(chosen)])) {
      ofBlock.set(gate.blockIndex, [...(ofBlock.get(gate.blockIndex) ?? []), gate])
    }
  }
  const pages = chosen.flatMap((index) => {
    const own = ofBlock.get(index)
    return own === undefined
      ? [blockPage(library, analysis, index, flags)]
      : gatePagesOf(session, library, analysis, own, flags)
  })
  const without = flags.perGate === true ? chosen.filter((index) => !ofBlock.has(index)).length : 0
  if (without > 0) {
    session.terminal.note(sayIn(session.lang)('poster_no_gates', { n: without, all: chosen.length }))
  }
  if (pages.length > 0) return pages
  throw library.problem('input-unusable', 'input.gates-unlinked', {}, { hint: 'hint.gates-or-blocks' })
}

function blockPage(
  library: LoadedInputs['library'],
  { report, study }: AccessAnalysis,
  index: number,
  { title }: PosterFlags,
): PosterPage {
  const block = report.blocks[index]!
  const name = titled(title, block, '')
  const place = name === undefined ? null : { name, lonLat: block.lonLat }
  return { id: block.id, index, place, starts: library.walkStarts(study, index) }
}

function gatePagesOf(
  { terminal, lang }: Session,
  library: LoadedInputs['library'],
  { report }: AccessAnalysis,
  gates: readonly BlockGate[],
  { title }: PosterFlags,
): PosterPage[] {
  const index = gates[0]!.blockIndex
  const block = report.blocks[index]!
  return library.toGatePages(block, gates, lang).flatMap(({ id, side, place }) => {
    if (place !== null) {
      const name = titled(title, block, side) ?? place.name
      return [{ id, index, place: { ...place, name }, starts: [place.lonLat] }]
    }
    terminal.warn(sayIn(lang)('poster_gate_unlinked', { id: printable(id), side }))
    return []
  })
}

/** `--title` with its places filled in. */
function titled(
  title: string | undefined,
  { id, name }: { readonly id: string; readonly name: string | null },
  gate: string,
): string | undefined {
  return title
    ?.replaceAll('{name}', () => name ?? id)
    .replaceAll('{block}', () => id)
    .replaceAll('{gate}', () => gate)
    .trim()
}

function chosenBlocks(
  { library }: LoadedInputs,
  { report }: AccessAnalysis,
  ids: readonly string[] | undefined,
): number[] {
  if (ids === undefined) return report.blocks.map((_, index) => index)
  return ids.map((id) => namedBlock(library, report.blocks, id))
}

/** Ids as file names: what a file system might not take becomes `_`, and like names get a number. */
export function fileNames({ isReservedName }: Library, ids: readonly string[]): string[] {
  const taken = new Set<string>(['posters'])
  return ids.map((id) => {
    const safe = id.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_')
    // 50 characters of four bytes still fit the 255 bytes of a file name.
    const short = [...safe].slice(0, 50).join('') || '_'
    // A block "CON" or "aux" is a device on Windows.
    const plain = isReservedName(`${short}.svg`) ? `_${short}` : short
    let name = plain
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain}-${number}`
    taken.add(name.toLowerCase())
    return name
  })
}
