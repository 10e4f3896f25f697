// completion: a script that completes commands, options and their choices in a shell. Made from the parser's own lists, so it cannot fall behind.
import { Argument, Command } from 'commander'
import { completionScript, SHELLS, type Shell } from '../completion-scripts.ts'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import type { Session } from '../session.ts'

export function completionCommand(session: Session): Command {
  const command = new Command('completion')
    .description('Print a script that completes commands, options and their choices, for a shell to read at its start.')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .addOption(langOption('language of messages'))
    .action((shell: Shell) => session.terminal.result(completionScript(shell, session.line!.commands())))
  return examples(command, ['living-circle completion bash', 'living-circle completion powershell'])
}
