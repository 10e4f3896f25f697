// A project as the command line that it stands for. Values are checked against the options of its command; what is no option is refused, with
// the one that may be meant. Plain values in, arguments out.
import { existsSync } from 'node:fs'
import type { Command, Option } from 'commander'
import type { Library } from '../session.ts'
import { UsageError, usage } from '../usage-error.ts'
import { isCommaList, mayNameFile, namesFile, optionName } from './option-kinds.ts'
import { fromFolder, type Project } from './project-file.ts'

/** Says by key and folder where a path of the project lies. */
type PathOf = (path: string) => string

/**
 * The arguments of a project's command.
 *
 * @param commands those that a project may name
 * @throws UsageError for a command, a key or a value that cannot be meant
 */
export function projectArguments(library: Library, commands: readonly Command[], project: Project): string[] {
  const names = commands.map((command) => command.name())
  const command = commands.find((one) => one.name() === project.command)
  if (command === undefined) {
    const near = library.suggest(project.command, names)
    const hint =
      near === undefined
        ? usage('hint.project-commands', { list: names.join(', ') })
        : usage('hint.did-you-mean', { word: near })
    throw new UsageError(usage('project.command', { name: project.command }), hint)
  }
  const options = command.options.filter((option) => !['help', 'version', 'save-project'].includes(optionName(option)))
  const words = [...project.options].flatMap(([key, value]) => {
    const option = options.find((one) => optionName(one) === key)
    if (option === undefined) throw noSuchKey(library, key, options)
    const folder = project.here?.has(key) === true ? '.' : project.folder
    return optionWords(option, value, (path) => fromFolder(folder, path))
  })
  return [command.name(), ...words, ...areaWords(project)]
}

function noSuchKey(library: Library, key: string, options: readonly Option[]): UsageError {
  const names = ['command', 'area', ...options.map(optionName)]
  const near = library.suggest(key.replace(/([a-z])([A-Z])/g, '$1-$2').replaceAll('_', '-'), names)
  const hint = near === undefined ? usage('hint.project-keys') : usage('hint.did-you-mean', { word: near })
  return new UsageError(usage('project.key', { key }), hint, { key })
}

function areaWords({ area, folder }: Project): string[] {
  if (area === undefined || area === null) return []
  if (typeof area !== 'string' || area === '') throw new UsageError(usage('project.value-text', { key: 'area' }))
  return ['--', fromFolder(folder, area)]
}

function optionWords(option: Option, value: unknown, pathOf: PathOf): string[] {
  const key = optionName(option)
  const flag = `--${key}`
  if (value === null || value === undefined) return []
  if (!option.required && !option.optional) {
    if (typeof value !== 'boolean') throw wrongType(key, 'project.value-flag')
    return value ? [flag] : []
  }
  if (option.optional && value === true) return [flag]
  if (option.optional && value === false) return []
  const texts = textsOf(option, key, value).map((text) => (isPath(option, text, pathOf) ? pathOf(text) : text))
  return texts.map((text) => `${flag}=${text}`)
}

/** Of a word that may be a file or something else, only what lies there is a file, and what looks like one. */
function isPath(option: Option, text: string, pathOf: PathOf): boolean {
  if (optionName(option) === 'out' || optionName(option) === 'output') return true
  if (!namesFile(option)) return false
  return !mayNameFile(option) || /[/\\]/.test(text) || existsSync(pathOf(text))
}

function textsOf(option: Option, key: string, value: unknown): string[] {
  const plain = (one: unknown): string => {
    if (typeof one === 'string' || (typeof one === 'number' && Number.isFinite(one))) return String(one)
    throw wrongType(key, option.variadic ? 'project.value-list' : 'project.value-text')
  }
  if (Array.isArray(value)) {
    if (option.variadic) return value.map(plain)
    if (isCommaList(option)) return [value.map(plain).join(',')]
    throw wrongType(key, 'project.value-text')
  }
  if (option.variadic && typeof value === 'object' && value !== null) {
    return Object.entries(value).map(([role, one]) => `${role}=${plain(one)}`)
  }
  return [plain(value)]
}

function wrongType(
  key: string,
  sentence: 'project.value-flag' | 'project.value-list' | 'project.value-text',
): UsageError {
  return new UsageError(usage(sentence, { key }), usage('hint.project-keys'), { key })
}
