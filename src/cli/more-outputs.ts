// `--also`: which outputs it may name, what help says of them, and the names of the files of a run. All of it comes from the library's registry.

import type { Command } from 'commander'
import { OUTPUTS } from '../report/outputs/outputs.ts'
import { inHelp } from './examples.ts'
import { type FileKind, isWanted } from './file-kinds.ts'
import type { Output } from './library.ts'
import type { Library } from './session.ts'
import { UsageError, usage } from './usage-error.ts'
import type { Lang } from './words.ts'

/** The last file of every result: what it was made from. */
const RUN_RECORD = 'run.json'

const REGISTRY: readonly Output[] = OUTPUTS

/** Outputs that are made on request. */
export const ALSO: readonly Output[] = REGISTRY.filter(({ kind }) => kind !== 'usual')

/** What `--also` may name, a line each. */
export function alsoHelp(command: Command, lang: Lang): string {
  const width = Math.max(...ALSO.map(({ id }) => id.length))
  const lines = ALSO.map(({ id, aboutEn, aboutZh }) => `  ${id.padEnd(width)}  ${lang === 'zh' ? aboutZh : aboutEn}`)
  return `\n${inHelp(command, 'Documents and layers for --also:')}\n${lines.join('\n')}`
}

/** Refuses outputs over files whose coordinates would be shifted. @throws UsageError */
export const refuseShifted = (asked: readonly string[]): void => refuseOver(asked, 'usage.crs-qgis')

/** Refuses outputs over files that would be packed. @throws UsageError */
export const refusePacked = (asked: readonly string[]): void => refuseOver(asked, 'usage.gzip-qgis')

function refuseOver(asked: readonly string[], key: 'usage.crs-qgis' | 'usage.gzip-qgis'): void {
  const over = ALSO.find(({ id, liesOver }) => liesOver !== undefined && asked.includes(id))
  if (over === undefined) return
  throw new UsageError(usage(key, { id: over.id }), usage('hint.run-twice-folders'))
}

/**
 * Names of the files that a run writes, as far as its options tell.
 *
 * @param withOptions options of the run that outputs come with
 * @param gzip whether large texts are packed
 * @param only kinds of the usual files that are wanted; default all
 */
export function outputNames(
  also: readonly string[],
  withOptions: readonly string[],
  gzip = false,
  only?: readonly FileKind[],
): string[] {
  const asked = REGISTRY.filter(({ id, kind }) => kind === 'usual' || also.includes(id))
  const names = asked.flatMap(({ files, kind, withOption, isLargeText }) =>
    withOption === undefined || withOptions.includes(withOption)
      ? files
          .filter(({ name }) => kind !== 'usual' || isWanted(name, only))
          .map(({ name }) => (gzip && isLargeText === true ? packedName(name) : name))
      : [],
  )
  return [...names, RUN_RECORD]
}

/** Names of the files that `--also` brings. */
export function alsoNames(also: readonly string[]): string[] {
  return ALSO.flatMap(({ id, files }) => (also.includes(id) ? files.map(namesOf) : []))
}

/** Files of earlier runs in a folder that a run will not write. */
export function olderOutputs(library: Library, folder: string, names: readonly string[]): string[] {
  const all = REGISTRY.flatMap(({ files, isLargeText }) =>
    files.flatMap(({ name }) => (isLargeText === true ? [name, packedName(name)] : [name])),
  )
  return library.presentFiles(
    folder,
    all.filter((name) => !names.includes(name)),
  )
}

const packedName = (name: string): string => `${name}.gz`

const namesOf = ({ name }: { readonly name: string }): string => name
