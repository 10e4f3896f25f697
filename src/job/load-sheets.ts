// HALLWAY: the tables of one file that play a role: which sheets are read, and why others are not.
import { pause } from '../foundation/breath.ts'
import { isLivingCircleError } from '../foundation/errors.ts'
import type { Message } from '../foundation/message.ts'
import type { RunOptions } from '../foundation/progress.ts'
import { loadOutlineMender, type OutlineMender } from '../normalise/places/mend-outline.ts'
import { type ColumnMapping, type TableKind, understandColumns } from '../normalise/tables/column-names.ts'
import { whyNoTable } from '../normalise/tables/sheet-choice.ts'
import { hasDoubtfulOutline } from '../normalise/tables/sound-outline.ts'
import type { TableIntake, TableWay } from '../normalise/tables/table-intake.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import type { RawTable } from '../read/tables/raw-table.ts'
import { openTableFile, type ReadTableOptions } from '../read/tables/table.ts'
import { sheetOfFile, type TableFile, type TableSheet } from '../read/tables/table-file.ts'
import { message, problem } from '../words/problem.ts'

/** A table of the role, of which the first piece was read. */
export interface ChosenTable {
  /** The sheet's name where the file has several, else `null`: for references to its rows. */
  readonly sheet: string | null
  readonly first: RawTable
  /** The mapping as far as it names columns of this table. */
  readonly mapping: ColumnMapping | undefined
  /** All pieces, the first among them. To be read once. */
  readonly pieces: AsyncIterable<RawTable>
}

/** A sheet that is not read. */
export interface SkippedSheet {
  readonly name: string
  readonly why: Message
}

/** The tables of a file that play a role. */
export interface ChosenTables {
  readonly tables: readonly ChosenTable[]
  readonly skipped: readonly SkippedSheet[]
}

/** How tables are chosen. */
export interface ChoiceOptions extends ReadTableOptions {
  readonly mapping?: ColumnMapping | undefined
}

/**
 * The tables of a file that play a role: the sheet that is asked for; else every sheet with a table of the role, hidden ones only where
 * `all` are asked for.
 *
 * @throws LivingCircleError `input-unusable` where no sheet has such a table, naming each and why; `invalid-option` for a sheet that is
 *   not there; what reading throws
 */
export async function chooseTables(file: ByteSource, kind: TableKind, options: ChoiceOptions): Promise<ChosenTables> {
  const { mapping, ...reading } = options
  const { sheet: wanted } = reading
  const opened = await openTableFile(file, reading)
  const isOne = opened.sheets.length === 1
  if (isOne || (wanted !== undefined && wanted !== 'all')) {
    const sheet = isOne ? opened.sheets[0]! : sheetOfFile(opened, wanted!)
    return { tables: [{ ...(await begun(sheet, isOne ? null : sheet.name)), mapping }], skipped: [] }
  }
  const tables: ChosenTable[] = []
  const skipped: SkippedSheet[] = []
  const seen: RawTable[] = []
  for (const sheet of opened.sheets) {
    const found = sheet.hidden && wanted !== 'all' ? message('sheet.hidden') : await begunOrEmpty(sheet)
    if (!('first' in found)) {
      skipped.push({ name: sheet.name ?? '', why: found })
      continue
    }
    seen.push(found.first)
    const own = ownMapping(found.first, mapping)
    const why = whyNoTable(found.first, kind, own)
    if (why === null) tables.push({ ...found, mapping: own })
    else skipped.push({ name: sheet.name ?? '', why })
  }
  checkMapping(seen, kind, mapping)
  if (tables.length === 0) throw noTable(opened, kind, skipped)
  return { tables, skipped }
}

async function begunOrEmpty(sheet: TableSheet): Promise<Omit<ChosenTable, 'mapping'> | Message> {
  try {
    return await begun(sheet, sheet.name)
  } catch (error) {
    if (isLivingCircleError(error) && error.code === 'input-empty') return message('sheet.empty')
    throw error
  }
}

/** Of several sheets each has its own columns: what a mapping names holds where it is. */
function ownMapping({ columns }: RawTable, mapping: ColumnMapping | undefined): ColumnMapping | undefined {
  if (mapping === undefined) return undefined
  return Object.fromEntries(
    Object.entries(mapping).filter(([, header]) => typeof header !== 'string' || columns.includes(header)),
  )
}

/** A column that no sheet has is a slip. @throws LivingCircleError `invalid-option` */
function checkMapping(seen: readonly RawTable[], kind: TableKind, mapping: ColumnMapping | undefined): void {
  const [first] = seen
  if (first === undefined) return
  for (const [role, header] of Object.entries(mapping ?? {})) {
    if (typeof header === 'string' && seen.some(({ columns }) => columns.includes(header))) continue
    understandColumns(first.columns, kind, { [role]: header })
  }
}

/** Reads on until the columns are known. */
async function begun(sheet: TableSheet, name: string | null): Promise<Omit<ChosenTable, 'mapping'>> {
  const pieces = sheet.chunks()[Symbol.asyncIterator]()
  const read: RawTable[] = []
  for (;;) {
    const next = await pieces.next()
    if (next.done === true) break
    read.push(next.value)
    if (next.value.columns.length > 0) break
  }
  const rest = async function* () {
    yield* read
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value
  }
  return { sheet: name, first: read[read.length - 1]!, pieces: rest() }
}

function noTable({ source }: TableFile, kind: TableKind, skipped: readonly SkippedSheet[]) {
  const sheets = skipped.map(({ name }) => name)
  const hasAddresses = skipped.some(({ why }) => why.key === 'sheet.address-only')
  return problem(
    'input-unusable',
    'sheets.none',
    {
      source,
      role: message(`role.${kind}`),
      list: skipped.slice(0, 20).map(({ name, why }) => message('sheets.one', { name, why })),
    },
    {
      hint: hasAddresses ? message('hint.geocode', { kind }) : 'hint.choose-sheet',
      details: hasAddresses ? { sheets, source, kind, lacks: 'coordinates' } : { sheets },
    },
  )
}

/** Begins a table in an intake and hands it all pieces, with pauses between them. */
export async function takeTable<Result>(
  intake: TableIntake<Result>,
  { sheet, first, pieces, mapping }: ChosenTable,
  way: TableWay = {},
  { signal }: RunOptions = {},
): Promise<void> {
  let mender: OutlineMender | null = null
  intake.begin(first, { ...way, sheet, mapping, mender: () => mender })
  for await (const piece of pieces) {
    if (mender === null && hasDoubtfulOutline(piece, way.toWgs84)) mender = await loadOutlineMender()
    intake.add(piece)
    await pause(signal)
  }
}
