// Every command, in the order in which help lists them. A new command is a file in commands/ and a line here.
import type { Command } from 'commander'
import { capacityCommand } from './commands/capacity.ts'
import { categoriesCommand } from './commands/categories.ts'
import { checkCommand } from './commands/check.ts'
import { compareCommand } from './commands/compare.ts'
import { completionCommand } from './commands/completion.ts'
import { coverageCommand } from './commands/coverage.ts'
import { demoCommand } from './commands/demo.ts'
import { equityCommand } from './commands/equity.ts'
import { explainCommand } from './commands/explain.ts'
import { gapsCommand } from './commands/gaps.ts'
import { gatesCommand } from './commands/gates.ts'
import { isochroneCommand } from './commands/isochrone.ts'
import { ledgerCommand } from './commands/ledger.ts'
import { mergeShardsCommand } from './commands/merge-shards.ts'
import { planShardsCommand } from './commands/plan-shards.ts'
import { posterCommand } from './commands/poster.ts'
import { prepareCommand } from './commands/prepare.ts'
import { remediesCommand } from './commands/remedies.ts'
import { reportCommand } from './commands/report.ts'
import { respondCommand } from './commands/respond.ts'
import { runCommand } from './commands/run.ts'
import { runShardCommand } from './commands/run-shard.ts'
import { scenarioCommand } from './commands/scenario.ts'
import { siteCommand } from './commands/site.ts'
import { standardsCommand } from './commands/standards.ts'
import { verifyCommand } from './commands/verify.ts'
import type { Session } from './session.ts'

/** Makes one command: its options, examples, and what it does. */
export type MakeCommand = (session: Session) => Command

export const COMMANDS: readonly MakeCommand[] = [
  coverageCommand,
  scenarioCommand,
  runCommand,
  verifyCommand,
  compareCommand,
  ledgerCommand,
  reportCommand,
  gapsCommand,
  gatesCommand,
  remediesCommand,
  capacityCommand,
  equityCommand,
  siteCommand,
  checkCommand,
  prepareCommand,
  isochroneCommand,
  explainCommand,
  respondCommand,
  posterCommand,
  planShardsCommand,
  runShardCommand,
  mergeShardsCommand,
  demoCommand,
  standardsCommand,
  categoriesCommand,
  completionCommand,
]
