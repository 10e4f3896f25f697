// The options of a run as run.json and project files keep them: by long names, files by their way from a folder, defaults filled in. Parsed
// flags in, plain values out.
import { join, resolve } from 'node:path'
import type { Command, Option } from 'commander'
import { DEFAULT_MINUTES } from '../../foundation/limits.ts'
import type { OptionValue } from '../library.ts'
import type { Library } from '../session.ts'
import { lastingOptions, namesFile, optionName } from './option-kinds.ts'

type Flags = Readonly<Record<string, unknown>>

/** What holds where nothing is said; every one of these may be said, and changes nothing then. */
const DEFAULTS: Readonly<Record<string, (flags: Flags) => OptionValue | undefined>> = {
  'facilities-from': ({ facilities }) => (Array.isArray(facilities) && facilities.length > 0 ? 'files' : 'osm'),
  closed: () => 'gates',
  private: () => 'residents',
  crs: () => ['auto'],
  encoding: () => ['auto'],
  minutes: ({ metres }) => (metres === undefined ? DEFAULT_MINUTES : undefined),
  profile: ({ compareProfiles }) => (compareProfiles === undefined ? 'adult' : undefined),
  category: ({ standard }) => (standard === undefined ? ['essential'] : undefined),
  'max-link-metres': () => 200,
}

/** What a prepared town has settled: not said again, it stays as it was. */
const SETTLED_BY_TOWN = new Set(['facilities-from', 'closed', 'private', 'crs', 'encoding'])

/** What commands that measure everything hold on to; others ask for what they need. */
const OF_WHOLE_ANSWERS = ['minutes', 'category']
const WHOLE_ANSWERS = ['coverage', 'scenario', 'remedies']

/** How paths are said, and which of the words that may be files are some. */
export interface PathNames {
  readonly isFile: (path: string) => boolean
  readonly path: (path: string) => string
}

/**
 * The lasting options of a command, defaults filled in, in the order of its help.
 *
 * @param isPrepared whether the area was a prepared town
 */
export function recordedOptions(
  library: Library,
  command: Command,
  flags: Flags,
  names: PathNames,
  lang: string,
  isPrepared: boolean,
): Readonly<Record<string, OptionValue>> {
  return Object.fromEntries(
    lastingOptions(command).flatMap((option) => {
      const name = optionName(option)
      const given = name === 'lang' ? lang : flags[option.attributeName()]
      const isAsked = WHOLE_ANSWERS.includes(command.name()) || !OF_WHOLE_ANSWERS.includes(name)
      const hasDefault = isAsked && !(isPrepared && SETTLED_BY_TOWN.has(name))
      const preset = hasDefault ? DEFAULTS[name]?.(flags) : undefined
      const value = given === undefined ? preset : recordedValue(library, option, given, names)
      return value === undefined || value === false ? [] : [[name, value]]
    }),
  )
}

/** The lasting options that were given, and no others. */
export function givenOptions(
  library: Library,
  command: Command,
  flags: Flags,
  names: PathNames,
): Readonly<Record<string, OptionValue>> {
  return Object.fromEntries(
    lastingOptions(command).flatMap((option) => {
      const given =
        command.getOptionValueSource(option.attributeName()) === 'default' ? undefined : flags[option.attributeName()]
      return given === undefined || given === false
        ? []
        : [[optionName(option), recordedValue(library, option, given, names)]]
    }),
  )
}

/** Paths of the files that the options name, each with its option; a folder of results stands for the answer in it. */
export function namedFiles(library: Library, command: Command, flags: Flags): readonly (readonly [string, string])[] {
  return lastingOptions(command)
    .filter(namesFile)
    .flatMap((option) => {
      const paths = [flags[option.attributeName()] ?? []].flat().flatMap((path) => library.matchingFiles(String(path)))
      return paths.map((path) => {
        const file = option.flags.includes('folder') ? join(path, 'answer.bin') : path
        return [optionName(option), file === '-' ? file : resolve(file)] as const
      })
    })
}

function recordedValue(library: Library, option: Option, given: unknown, names: PathNames): OptionValue {
  if (namesFile(option)) {
    const said = (path: string) => (names.isFile(path) ? names.path(path) : path)
    if (!Array.isArray(given)) return typeof given === 'string' ? said(given) : (given as OptionValue)
    return given.flatMap((path) => library.matchingFiles(String(path))).map(said)
  }
  if (typeof given !== 'object' || given === null) return option.variadic ? [given as string] : (given as OptionValue)
  if (Array.isArray(given)) return given as OptionValue
  // By role: `facilities=gcj02`.
  return Object.entries(given).map(([role, value]) => `${role}=${String(value)}`)
}
