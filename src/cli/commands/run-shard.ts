// run-shard: one shard of a plan, or some, or all of them in turn. It reads the folders of these shards, and knows no engine.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { EXIT_INPUT, exitCodeFor } from '../exit-codes.ts'
import { langOption } from '../inputs/lang-option.ts'
import { wholeNumber } from '../inputs/option-values.ts'
import type { LivingCircleError } from '../library.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import { chosenShards, type ShardChoice } from '../shards/chosen-shards.ts'
import { sayAny, sayIn } from '../words.ts'

interface RunShardFlags extends ShardChoice {
  readonly threads: number
  readonly json?: boolean
}

export function runShardCommand(session: Session): Command {
  const command = new Command('run-shard')
    .description(
      'Run a shard of a plan. Ends with 0 when it is done, 3 when its input is bad (running it again does not help), anything else when it is worth another try.',
    )
    .argument('<plan>', 'folder that "living-circle plan-shards" has written')
    .argument('[id]', 'id of the shard')
    .option(
      '--index <n>',
      'the shard at this place of the plan, from 0, the most work first',
      wholeNumber('--index', 0, 1e9),
    )
    .option('--all', 'all shards in turn, one in memory at a time')
    .option('--stdin', 'the shards whose ids come through standard input, one a line')
    .option('--threads <n>', 'worker threads', wholeNumber('--threads', 1, 256), 1)
    .option('--json', 'print what was done as JSON')
    .addOption(langOption('language of what is said'))
    .action((folder: string, id: string | undefined, flags: RunShardFlags) => runShards(session, folder, id, flags))
  return examples(command, [
    'living-circle run-shard shards 0001',
    'living-circle run-shard shards --index 0',
    'living-circle run-shard shards --all',
  ])
}

async function runShards(
  session: Session,
  folder: string,
  id: string | undefined,
  flags: RunShardFlags,
): Promise<void> {
  const library = await session.library()
  const ids = await chosenShards(library, folder, { ...flags, id })
  const ran: { readonly id: string; readonly state: string; readonly seconds: number }[] = []
  const failed: { readonly id: string; readonly error: LivingCircleError }[] = []
  for (const one of ids) {
    await breathe(session)
    const outcome = await runOne(session, library, folder, one, flags.threads)
    if ('error' in outcome) failed.push({ id: one, error: outcome.error })
    else ran.push(outcome)
  }
  tellRan(session, ran, failed, flags.json === true)
  const [first] = failed
  if (first === undefined) return
  if (ids.length === 1) throw first.error
  const { message, said } = first.error
  // One that is worth another try decides: the others are found out again.
  session.exitCode = failed.every(({ error }) => exitCodeFor(error.code) === EXIT_INPUT) ? EXIT_INPUT : 1
  const values = { n: failed.length, all: ids.length, id: first.id, why: said ?? message }
  const error = library.problem('input-unusable', 'shards.failed', values, { hint: 'hint.shards-failed' })
  const say = library.sayError(error, session.lang)
  session.terminal.error(say.message, say.hint)
}

/** One shard. What is no error of a shard (a lost disk, Ctrl-C) ends the whole run. */
async function runOne(session: Session, library: Library, folder: string, id: string, threads: number) {
  const pool = library.createSweepPool({ threads })
  try {
    const done = await library.runShard(folder, id, { ...runOptions(session), sweep: pool.sweep })
    const { terminal, lang } = session
    terminal.finish()
    terminal.note(sayIn(lang)(done.state === 'kept' ? 'shards_kept' : 'shards_ran', { id, seconds: done.seconds }))
    return done
  } catch (error) {
    if (!library.isLivingCircleError(error) || exitCodeFor(error.code) !== EXIT_INPUT) throw error
    return { error }
  } finally {
    await pool.close()
  }
}

function tellRan(
  { terminal, lang }: Session,
  ran: readonly { readonly id: string; readonly state: string; readonly seconds: number }[],
  failed: readonly { readonly id: string; readonly error: LivingCircleError }[],
  json: boolean,
): void {
  const say = sayIn(lang)
  const why = ({ message, said }: LivingCircleError) => (said === undefined ? message : sayAny(said, lang))
  if (json) {
    const list = [...ran, ...failed.map(({ id, error }) => ({ id, state: 'failed', why: why(error) }))]
    terminal.result(`${JSON.stringify(list, null, 2)}\n`)
    return
  }
  for (const { id, error } of failed) terminal.warn(say('shards_failed_one', { id, why: why(error) }))
  const kept = ran.filter(({ state }) => state === 'kept').length
  terminal.result(`${say('shards_sum', { done: ran.length - kept, kept, failed: failed.length })}\n`)
}
