// Examples under a command's help. A test runs every one of them on the sample town.
import type { Command } from 'commander'

/** Adds examples to a command's help. */
export function examples(command: Command, lines: readonly string[]): Command {
  const list = lines.map((line) => `  ${line}`).join('\n')
  return command.addHelpText('after', () => `\n${inHelp(command, 'Examples:')}\n${list}`)
}

/** A heading or sentence of help as the command writes it: in the language of the run. */
export function inHelp(command: Command, english: string): string {
  return command.createHelp().styleTitle(english)
}
