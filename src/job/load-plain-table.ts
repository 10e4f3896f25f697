// HALLWAY: one file of plain columns: which sheet is read, row by row. No logic of its own.
import type { RunOptions } from '../foundation/progress.ts'
import type { Reject, SourceCounts } from '../normalise/places/rejects.ts'
import { countKnownWords } from '../normalise/tables/known-words.ts'
import { hasColumns, type PlainColumns } from '../normalise/tables/plain-columns.ts'
import type { PlainIntake } from '../normalise/tables/plain-rows.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import type { RawTable } from '../read/tables/raw-table.ts'
import { openTableFile } from '../read/tables/table.ts'
import { firstSheet, sheetOfFile } from '../read/tables/table-file.ts'

/** How such a file is read. */
export interface PlainTableOptions extends RunOptions {
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  /** Sheet by name or number from 1; default: the first that has the columns, else the first. */
  readonly sheet?: string | number | undefined
}

/** What was read and what not. */
export interface PlainTableLog {
  readonly counts: SourceCounts
  readonly rejects: readonly Reject[]
  readonly format: RawTable['format']
}

/**
 * Reads a file into an intake.
 *
 * @throws LivingCircleError `input-unusable` without the columns; what reading throws
 */
export async function loadPlainTable(
  file: ByteSource,
  columns: PlainColumns<string>,
  intake: PlainIntake,
  { encoding, delimiter, sheet: wanted, signal, onProgress }: PlainTableOptions = {},
): Promise<PlainTableLog> {
  const opened = await openTableFile(file, { encoding, delimiter, signal, onProgress, knownWords: countKnownWords })
  let sheet = wanted === undefined ? firstSheet(opened) : sheetOfFile(opened, wanted)
  if (wanted === undefined && opened.sheets.length > 1) {
    for (const one of opened.sheets) {
      const head = one.hidden ? null : await firstPiece(one.chunks())
      if (head === null || !hasColumns(head, columns)) continue
      sheet = one
      break
    }
  }
  let begun = false
  let format = opened.format
  for await (const piece of sheet.chunks()) {
    if (!begun) {
      if (piece.columns.length === 0) continue
      intake.begin(piece, opened.sheets.length === 1 ? null : sheet.name)
      format = piece.format
      begun = true
    }
    intake.add(piece)
  }
  return { ...intake.finish(), format }
}

async function firstPiece(pieces: AsyncIterable<RawTable>): Promise<RawTable | null> {
  try {
    for await (const piece of pieces) if (piece.columns.length > 0) return piece
  } catch {
    // A sheet that cannot be read is none that is looked for; where it is the only one, reading it says why.
  }
  return null
}
