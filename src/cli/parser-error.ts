// What the parser of options refuses, in our sentences: by its codes, with the names and values that it quotes. It knows no command.
import type { CommanderError } from 'commander'
import { EXIT_USAGE } from './exit-codes.ts'
import type { Message } from './library.ts'
import { usage } from './usage-error.ts'

/** The parser's own codes in the words of the library's. */
const PARSER_CODES: ReadonlyMap<string, string> = new Map([
  ['commander.unknownOption', 'unknown-option'],
  ['commander.invalidArgument', 'invalid-option'],
])

/** A refusal of the parser as it is told. */
export function parserError(error: CommanderError) {
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n')
  const word = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(rest.join(' '))?.[1]
  const hint =
    word !== undefined
      ? usage('hint.did-you-mean-word', { word })
      : usage(error.code === 'commander.missingArgument' ? 'hint.area-first' : 'hint.see-help')
  const plain = `${first.charAt(0).toUpperCase()}${first.slice(1)}${/[.!?]$/.test(first) ? '' : '.'}`
  return {
    code: PARSER_CODES.get(error.code) ?? 'usage',
    message: refusal(error.code, first) ?? plain,
    hint,
    details: {},
    exitCode: EXIT_USAGE,
  }
}

/** `undefined` for a refusal that has no sentence here: it is told as the parser says it. */
function refusal(code: string, said: string): Message | undefined {
  const [name, value] = [...said.matchAll(/'([^']*)'/g)].map(([, quoted]) => quoted!)
  if (code === 'commander.excessArguments') {
    const [n, found] = [...said.replace(/'[^']*'/g, '').matchAll(/\d+/g)].map(Number)
    if (n === undefined || found === undefined) return undefined
    return name === undefined ? usage('usage.too-many', { n, found }) : usage('usage.too-many-for', { name, n, found })
  }
  if (name === undefined) return undefined
  switch (code) {
    case 'commander.unknownOption':
      return usage('usage.unknown-option', { option: name })
    case 'commander.unknownCommand':
      return usage('usage.unknown-command', { name })
    case 'commander.missingArgument':
      return usage('usage.missing-argument', { name })
    case 'commander.missingMandatoryOptionValue':
      return usage('usage.missing-option', { option: name })
    case 'commander.optionMissingArgument':
      return usage('usage.missing-value', { option: name })
    case 'commander.invalidArgument':
      return value === undefined ? undefined : invalidValue(said, name, value)
    default:
      return undefined
  }
}

/** Of an option the parser quotes the name first, of an argument the value. */
function invalidValue(said: string, first: string, second: string): Message | undefined {
  const list = /choices are (.+)\.$/.exec(said)?.[1]
  if (list === undefined) return undefined
  return said.startsWith('option')
    ? usage('usage.option-choices', { option: first, value: second, list })
    : usage('usage.argument-choices', { value: first, name: second, list })
}
