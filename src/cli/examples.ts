// Examples under a command's help. A test runs every one of them on the sample town.
import type { Command } from 'commander'

/** Adds examples to a command's help. */
export function examples(command: Command, lines: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`)
}
