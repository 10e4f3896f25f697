// Comma, semicolon, tab or bar separated text → rows of cells, in chunks of about a megabyte, with the line of every row.
// In: a byte source of any length. Out: raw tables, one per chunk. It knows quotes and delimiters, not numbers and not headers' words.
import Papa from 'papaparse'
import { pause } from '../../foundation/breath.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import { message, problem } from '../../words/problem.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import {
  type CountKnownWords,
  decodeText,
  detectEncoding,
  encodingLabel,
  encodingOfMark,
} from '../bytes/text-encoding.ts'
import type { KnowsHeader } from './header-rows.ts'
import { type RawTable, TABLE_LIMITS } from './raw-table.ts'
import { createRowAssembler, type RowAssembler } from './row-assembler.ts'
import { firstBytes } from './whole-file.ts'

/** Delimiters that are tried, in order of preference on a tie. */
const DELIMITERS = [',', ';', '\t', '|', '，'] as const
/** Characters needed before the delimiter is judged. */
const HEAD_CHARACTERS = 65_536
/** A quoted cell over more lines than this is a quote that was never closed. */
const CELL_LINES = 200
/** Lines with such quotes that are set aside before the file is given up. */
const MENDED_LINES = 1_000

/** Options of {@link readCsvChunks}. */
export interface CsvOptions extends RunOptions {
  /** `auto` (default), `utf8`, `gb18030`, or a WHATWG encoding name. */
  readonly encoding?: string | undefined
  /** How many words of a text are known, for telling code pages apart. */
  readonly knownWords?: CountKnownWords | undefined
  /** `auto` (default) or the delimiter itself. */
  readonly delimiter?: string | undefined
  /** Which texts are words of headers. */
  readonly knowsHeader?: KnowsHeader | undefined
}

/**
 * Reads a CSV as a stream: one {@link RawTable} per chunk, all with the same columns. The file is never in memory as a whole, but is
 * gone through twice when the encoding is to be detected. The last chunk may have no rows; at least one chunk comes.
 *
 * @throws LivingCircleError `input-empty`, `input-format` (binary data), `input-too-large` (columns, one endless row), `aborted`
 */
export async function* readCsvChunks(source: ByteSource, options: CsvOptions = {}): AsyncGenerator<RawTable> {
  const asked = options.encoding ?? 'auto'
  if (asked === 'auto') await refuseZeroBytes(source)
  const encoding =
    asked === 'auto' ? await detectEncoding(source, options.signal, options.knownWords) : encodingLabel(asked)
  const assembler = createRowAssembler(source.name, { extraCells: 'reject', knowsHeader: options.knowsHeader })
  let parser: CsvParser | null = null
  let head = ''
  const chunk = (last: boolean): RawTable => ({
    source: source.name,
    format: 'csv',
    encoding,
    delimiter: parser?.delimiter ?? null,
    sheet: null,
    declaredCrs: null,
    geometry: null,
    ...assembler.take(last),
  })
  for await (const piece of decodeText(source, encoding)) {
    await pause(options.signal)
    if (parser === null) {
      head += piece
      if (head.length < HEAD_CHARACTERS) continue
      parser = startParser(source.name, head, options.delimiter, assembler)
      head = ''
    } else {
      parser.add(piece)
    }
    yield chunk(false)
  }
  if (parser === null) {
    if (head.trim() === '') {
      throw problem('input-empty', 'table.empty', { name: source.name }, { hint: 'hint.table-rows' })
    }
    parser = startParser(source.name, head, options.delimiter, assembler)
  }
  parser.finish()
  yield chunk(true)
}

/** Bytes that no text of a code page has, before a file (or a pipe without end) is gone through for its encoding. UTF-16, which has them, has a mark. */
async function refuseZeroBytes(source: ByteSource): Promise<void> {
  const head = await firstBytes(source, HEAD_CHARACTERS)
  if (encodingOfMark(head) === null && head.includes(0)) throw holdsZeroBytes(source.name)
}

const holdsZeroBytes = (name: string) =>
  problem('input-format', 'table.zero-bytes', { name }, { hint: 'hint.save-csv-xlsx' })

interface CsvParser {
  readonly delimiter: string
  add(piece: string): void
  finish(): void
}

function startParser(name: string, head: string, asked: string | undefined, assembler: RowAssembler): CsvParser {
  if (head.includes('\0')) throw holdsZeroBytes(name)
  const announced = /^sep=(.)\r?\n/.exec(head)
  const body = announced === null ? head : head.slice(announced[0].length)
  const newline = head.includes('\n') ? '\n' : head.includes('\r') ? '\r' : '\n'
  const delimiter = asked !== undefined && asked !== 'auto' ? asked : (announced?.[1] ?? detectDelimiter(body, newline))
  const parser = createCsvParser(name, delimiter, newline, announced === null ? 1 : 2, assembler)
  parser.add(body)
  return parser
}

function createCsvParser(
  name: string,
  delimiter: string,
  newline: '\n' | '\r',
  firstLine: number,
  assembler: RowAssembler,
): CsvParser {
  const config = { delimiter, newline, quoteChar: '"', escapeChar: '"' } as unknown as Papa.ParseConfig
  let carry = ''
  let line = firstLine
  let mended = 0

  function take(cells: string[], spanned: number, problem: boolean): void {
    const final = cells.length - 1
    if (final >= 0 && cells[final]!.endsWith('\r')) cells[final] = cells[final]!.slice(0, -1)
    if (problem) assembler.warn(line, message('csv.quote-not-doubled'))
    assembler.push(line, cells)
    line += 1 + spanned
  }

  /** Sets aside the one line whose quote swallows others; returns where the next line begins. */
  function skipLine(text: string, at: number): number {
    assembler.reject(line, message('csv.quote-open'))
    if (++mended > MENDED_LINES) {
      throw problem(
        'input-format',
        'csv.open-quotes',
        { name, n: MENDED_LINES },
        { hint: 'hint.save-again-csv-xlsx', details: { line } },
      )
    }
    line++
    const end = text.indexOf(newline, at)
    return end < 0 ? text.length : end + 1
  }

  function parseQuoted(text: string, last: boolean): string {
    let from = 0
    for (;;) {
      const outcome = parseUntilBadRow(config, text.slice(from), newline, last, take)
      const at = from + outcome.cursor
      if (!outcome.bad && newlinesIn([text.slice(at)], newline, CELL_LINES) < CELL_LINES) return text.slice(at)
      from = skipLine(text, at)
    }
  }

  function parse(text: string, last: boolean): void {
    if (text.includes('"')) {
      carry = parseQuoted(text, last)
    } else {
      const { data, meta } = new Papa.Parser(config).parse(text, 0, !last) as ParsedRows
      for (const cells of data) take(cells, 0, false)
      carry = text.slice(meta.cursor)
    }
    if (last) carry = ''
    if (carry.length > TABLE_LIMITS.rowCharacters) {
      throw problem(
        'input-too-large',
        'csv.endless-row',
        { name, line },
        { hint: 'hint.open-quote', details: { line, characters: carry.length, limit: TABLE_LIMITS.rowCharacters } },
      )
    }
  }
  return {
    delimiter,
    add: (piece) => parse(carry + piece, false),
    finish: () => parse(carry, true),
  }
}

/** Rows up to the first whose quote swallows other lines; `cursor` is where that row, or the unfinished last one, begins. */
function parseUntilBadRow(
  config: Papa.ParseConfig,
  text: string,
  newline: string,
  last: boolean,
  take: (cells: string[], spanned: number, problem: boolean) => void,
): { readonly cursor: number; readonly bad: boolean } {
  let cursor = 0
  let bad = false
  const step = ({ data, errors, meta }: ParsedRows, parser: { abort(): void }): void => {
    const cells = data[0]!
    const spanned = newlinesIn(cells, newline, CELL_LINES)
    if (spanned >= CELL_LINES || (errors.length > 0 && spanned > 0) || errors.some((e) => e.code === 'MissingQuotes')) {
      bad = true
      parser.abort()
      return
    }
    cursor = meta.cursor
    take(cells, spanned, errors.length > 0)
  }
  const parser = new Papa.Parser({
    ...config,
    step: (row: ParsedRows) => step(row, parser),
  } as unknown as Papa.ParseConfig)
  parser.parse(text, 0, !last)
  return { cursor, bad }
}

interface ParsedRows {
  readonly data: string[][]
  readonly errors: readonly { readonly code: string }[]
  readonly meta: { readonly cursor: number }
}

function newlinesIn(cells: readonly string[], newline: string, limit: number): number {
  let count = 0
  for (const cell of cells) {
    for (let at = cell.indexOf(newline); at >= 0 && count < limit; at = cell.indexOf(newline, at + 1)) count++
  }
  return count
}

/** A geometry in a cell of its own: its commas separate corners, not columns. */
const WELL_KNOWN_TEXT = /\b(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*(?:Z|M|ZM)?\s*\([^\n"A-Za-z]*\)/gi

/**
 * The delimiter that splits the head of a file into the most columns alike in most rows. A delimiter inside quotes does not count.
 */
export function detectDelimiter(head: string, newline: string): string {
  const text = head.slice(0, HEAD_CHARACTERS).replace(WELL_KNOWN_TEXT, 'WKT')
  let best: string = DELIMITERS[0]
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    if (!text.includes(delimiter)) continue
    const config = { delimiter, newline } as unknown as Papa.ParseConfig
    const rows = (new Papa.Parser(config).parse(text, 0, head.length > HEAD_CHARACTERS) as ParsedRows).data
      .filter((cells) => cells.some((cell) => cell.trim() !== ''))
      .slice(0, 100)
    const widths = new Map<number, number>()
    for (const { length } of rows) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1)
    for (const [width, count] of widths) {
      const share = count / rows.length
      const score = share * share * Math.min(width, 50)
      if (score > bestScore + 1e-9) {
        best = delimiter
        bestScore = score
      }
    }
  }
  return best
}
