// `--files`: which of the usual files of a run are wanted. A word or a file's name in, yes or no out.
import { UsageError, usage } from './usage-error.ts'

/** Kinds of files that a run may be asked for alone. */
export const FILE_KINDS = ['csv', 'geojson', 'json', 'answer'] as const
export type FileKind = (typeof FILE_KINDS)[number]

const KIND_BY_ENDING: Readonly<Record<string, FileKind>> = {
  csv: 'csv',
  geojson: 'geojson',
  json: 'json',
  bin: 'answer',
}

/** Whether a usual file is wanted: all are where no kinds are named. */
export function isWanted(name: string, kinds: readonly FileKind[] | undefined): boolean {
  if (kinds === undefined) return true
  const kind = KIND_BY_ENDING[name.replace(/\.gz$/, '').split('.').at(-1)!]
  return kind !== undefined && kinds.includes(kind)
}

/** @throws UsageError for a kind that is none */
export function fileKinds(text: string, before: readonly FileKind[] | undefined): readonly FileKind[] {
  const kinds = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const wrong = kinds.find((word) => !(FILE_KINDS as readonly string[]).includes(word))
  if (wrong !== undefined || kinds.length === 0) {
    throw new UsageError(
      usage('usage.files', { word: wrong ?? text }),
      usage('hint.files-kinds', { list: FILE_KINDS.join(', ') }),
    )
  }
  return [...new Set([...(before ?? []), ...(kinds as FileKind[])])]
}
