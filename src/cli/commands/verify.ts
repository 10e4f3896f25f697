// verify: a result made again from what its run.json says, byte for byte the same, or what differs first.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { folderName } from '../inputs/option-values.ts'
import type { VerifyFlags } from '../project/run-verify.ts'
import type { Session } from '../session.ts'

export function verifyCommand(session: Session): Command {
  const command = new Command('verify')
    .description(
      'Run a result again from its run.json and compare byte by byte; say which input, option, version or file differs first.',
    )
    .argument('<folder>', 'folder that a run has written')
    .option(
      '--inputs <folder>',
      'look here for inputs that are no longer where they were, by their content',
      folderName,
    )
    .option('--json', 'print what differs as JSON')
    .addOption(langOption('language of the answer'))
    .action(async (folder: string, flags: VerifyFlags) => {
      const { runVerify } = await import('../project/run-verify.ts')
      await runVerify(session, folder, flags)
    })
  return examples(command, ['living-circle verify results', 'living-circle verify results --inputs archive --json'])
}
