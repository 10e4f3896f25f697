// What the parser knows of its options, as records and project files need it: their long names, which of them name files, which say only where
// results go. One command's options in, plain facts out.
import type { Command, Option } from 'commander'

/** Options of a run that a record does not keep: where results go, how the run is done, what the terminal says. */
const OF_THE_MOMENT = new Set([
  'out',
  'output',
  'overwrite',
  'json',
  'threads',
  'quiet',
  'timings',
  'fail-under',
  'save-project',
  'help',
  'version',
])

/** The name of an option as project files write it: without dashes in front. */
export function optionName(option: Option): string {
  return (option.long ?? option.short ?? '').replace(/^--?/, '')
}

/** The options of a command that decide what comes out of it, in the order of its help. */
export function lastingOptions(command: Command): Option[] {
  return command.options.filter((option) => !OF_THE_MOMENT.has(optionName(option)))
}

/** Whether an option's value is the name of a file or folder, or may be: `<file>`, `<id|file>`, `<folder>`. */
export function namesFile(option: Option): boolean {
  return /[<[|](?:file|folder)[\]>|.]/.test(option.flags)
}

/** Whether it may be something else as well: `<id|file>`. */
export function mayNameFile(option: Option): boolean {
  return namesFile(option) && option.flags.includes('|')
}

/** Whether its text is a list with commas, which a project file writes as a list. */
export function isCommaList(option: Option): boolean {
  return !option.variadic && /<(?:list)>/.test(option.flags)
}
