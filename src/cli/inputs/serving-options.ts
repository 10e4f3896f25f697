// How places are given out, and measures of floating catchments: options of `capacity`.
import { type Command, Option } from 'commander'
import type { DecayStep, FloatingMeasure, ServingRule } from '../library.ts'
import { refuseMistakes } from '../refusals.ts'
import { UsageError, usage } from '../usage-error.ts'

/** What they give. */
export interface ServingFlags {
  readonly rule?: ServingRule
  readonly measure?: FloatingMeasure
  readonly steps?: readonly DecayStep[]
  readonly selection?: 'within-limit' | 'all-pairs'
}

export function addServingOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--rule <name>',
        'who gets the places where they are short: the lowest share first, the nearest first, or the least walking (default: fair)',
      ).choices(['fair', 'nearest-first', 'fewest-metres']),
    )
    .addOption(
      new Option('--measure <name>', 'places per head by floating catchments instead of who is served in fact').choices(
        ['2sfca', 'e2sfca', 'm2sfca', '3sfca', 'bfca'],
      ),
    )
    .option(
      '--steps <list>',
      'with --measure: weights by zone, e.g. 10:1,20:0.68,30:0.22; a zone begins above the one before and includes its end',
      decaySteps,
    )
    .addOption(
      new Option(
        '--selection <which>',
        'with --measure 3sfca: over which places a choice is shared out (default: within-limit)',
      ).choices(['within-limit', 'all-pairs']),
    )
}

/** @throws UsageError */
export function checkServingFlags(flags: ServingFlags & { readonly limit?: number }): void {
  refuseMistakes(flags, [
    {
      isMade: ({ measure, rule }) => measure !== undefined && rule !== undefined,
      message: usage('usage.measure-and-rule'),
      hint: usage('hint.measure-or-rule'),
    },
    {
      isMade: ({ measure, steps, selection }) => measure === undefined && (steps ?? selection) !== undefined,
      message: usage('usage.steps-alone'),
      hint: usage('hint.steps-measure'),
    },
    {
      isMade: ({ measure, steps, limit }) => measure === 'e2sfca' && steps === undefined && limit === undefined,
      message: usage('usage.e2sfca-steps'),
      hint: usage('hint.steps-like', { example: '--steps 10:1,20:0.68,30:0.22' }),
    },
    {
      isMade: ({ measure, selection }) => selection !== undefined && measure !== '3sfca',
      message: usage('usage.selection-alone'),
      hint: usage('hint.selection'),
    },
  ])
}

/** `10:1,20:0.68` → zones. @throws UsageError */
function decaySteps(text: string): readonly DecayStep[] {
  const steps = text.split(',').map((part) => {
    const [upTo, weight, ...rest] = part.split(':')
    const isPair = rest.length === 0 && [upTo, weight].every((one) => /^\s*(\d+\.?\d*|\.\d+)\s*$/.test(one ?? ''))
    return { upTo: isPair ? Number(upTo) : Number.NaN, weight: isPair ? Number(weight) : Number.NaN }
  })
  const ascends = steps.every(({ upTo }, at) => upTo > (steps[at - 1]?.upTo ?? 0))
  if (ascends) return steps
  throw new UsageError(
    usage('usage.steps', { text }),
    usage('hint.steps-like', { example: '--steps 10:1,20:0.68,30:0.22' }),
  )
}
