// Help in another language than English: descriptions, headings, names of values, and lines that break between Chinese characters. A
// program and words in; the same program with another way of writing help out. English help needs none of it.
import type { Argument, Command, Option } from 'commander'
import type { HelpWords } from '../words/help-zh.ts'
import { cellWidth } from './tables/text-table.ts'

/** True where a command line will end in help. */
export function asksForHelp(argv: readonly string[]): boolean {
  const isOption = (word: string) => word.startsWith('-')
  return (
    argv.some((word) => word === '--help' || word === '-h') ||
    argv.find((word) => !isOption(word)) === 'help' ||
    argv.every(isOption)
  )
}

/** Help of a program and all its commands in other words. */
export function translateHelp(program: Command, words: HelpWords): void {
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command.configureHelp({
      ...command.configureHelp(),
      styleTitle: (title) => fixedIn(words, title),
      commandUsage: (one) => inValues(words, `${parentName(one)}${one.name()} ${one.usage()}`),
      subcommandTerm: (one) => inValues(words, subcommandTerm(one)),
      optionTerm: (option) => inValues(words, option.flags),
      argumentTerm: (argument) => words.values[argument.name()] ?? argument.name(),
      commandDescription: (one) => words.commands[pathName(one)]?.about ?? one.description(),
      subcommandDescription: (one) => words.commands[pathName(one)]?.about ?? one.description(),
      optionDescription: (option) => optionText(words, pathName(command), option),
      argumentDescription: (argument) => argumentText(words, pathName(command), argument),
      displayWidth: cellWidth,
      boxWrap: (text, width) => wrapped(text, width),
      formatItem: (term, termWidth, description, helper) => {
        const indent = 2
        const left = term + ' '.repeat(Math.max(0, termWidth - cellWidth(term)) + 2)
        const width = (helper.helpWidth ?? 80) - termWidth - 2 - indent
        const lines = wrapped(description, Math.max(width, 20)).split('\n')
        return lines
          .map((line, at) => ' '.repeat(indent) + (at === 0 ? left : ' '.repeat(termWidth + 2)) + line)
          .join('\n')
      },
    })
  }
}

/** A heading, or a line under the options, in other words. */
function fixedIn({ fixed }: HelpWords, title: string): string {
  return fixed[title] ?? title
}

/** A command's name, that of one within another with it: `ledger update`. */
function pathName(command: Command): string {
  const { parent } = command
  return parent === null || parent.parent === null ? command.name() : `${parent.name()} ${command.name()}`
}

function parentName(command: Command): string {
  return command.parent === null ? '' : `${command.parent.name()} `
}

function subcommandTerm(command: Command): string {
  const names = command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`))
  return [command.name(), ...(command.options.length > 0 ? ['[options]'] : []), ...names].join(' ')
}

/** `--blocks <file>` with the name of its value in other words. */
function inValues({ values }: HelpWords, term: string): string {
  return term.replace(/([<[])([^<>[\].]+)(\.{3})?([>\]])/g, (whole, open, name: string, more = '', close) => {
    return values[name] === undefined ? whole : open + values[name] + more + close
  })
}

function optionText(words: HelpWords, command: string, option: Option): string {
  const name = option.long ?? option.flags
  const about = words.commands[command]?.options?.[name] ?? words.options[name] ?? option.description
  const facts = []
  if (option.argChoices !== undefined) facts.push(`${words.choices}${option.argChoices.join('、')}`)
  const hasValue = option.required || option.optional
  if (option.defaultValue !== undefined && hasValue) facts.push(`${words.preset}${String(option.defaultValue)}`)
  return facts.length === 0 ? about : `${about}（${facts.join('；')}）`
}

function argumentText(words: HelpWords, command: string, argument: Argument): string {
  return words.commands[command]?.arguments?.[argument.name()] ?? argument.description
}

/** Pieces that stay whole on a line: a word with the blank after it, or one wide character with the marks that may not begin a line. */
const PIECES = /[\x21-\u024f“”…]+[，。、；：）？！]* ?|[\u2e80-\u9fff\uf900-\uffff][，。、；：）？！]*| +|./gu

/** Text broken to lines of a width in terminal cells. */
function wrapped(text: string, width: number): string {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const piece of paragraph.match(PIECES) ?? []) {
      if (line !== '' && cellWidth((line + piece).trimEnd()) > width) {
        lines.push(line.trimEnd())
        line = piece.trimStart()
      } else line += piece
    }
    lines.push(line.trimEnd())
  }
  return lines.join('\n')
}
