// Makes outputs of the registry: ids and a context in, files out. It does not know where they go.
import { isLivingCircleError, type LivingCircleError } from '../../foundation/errors.ts'
import { suggest } from '../../foundation/options.ts'
import { isTooLarge } from '../../foundation/too-large.ts'
import { message, problem } from '../../words/problem.ts'
import { needed } from './needed.ts'
import type { Output, OutputContext, OutputFile } from './output.ts'
import { OUTPUTS, type OutputId } from './outputs.ts'

/**
 * Files of the outputs that are asked for, in the order of the registry. What an output needs is looked for before anything is made.
 *
 * @param ids of `OUTPUTS`; each counts once
 * @param context the report, and what the outputs need: a basemap for `html` and `map`, the text of MapLibre for `map`
 * @throws LivingCircleError `invalid-option` for an unknown id, `usage` where the context lacks what an output needs, `output-too-large`
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { makeOutputs, plainBasemap } from 'living-circle/parts'
 * declare const report: AccessReport
 * const basemap = () => plainBasemap(report.network.box)
 * const files = await makeOutputs(['html', 'xlsx'], { report, lang: 'zh', basemap })
 * ```
 */
export async function makeOutputs(ids: readonly OutputId[], context: OutputContext): Promise<OutputFile[]> {
  const known: readonly Output[] = OUTPUTS
  for (const id of ids) {
    if (known.some((output) => output.id === id)) continue
    const near = suggest(
      id,
      known.map((output) => output.id),
    )
    throw problem(
      'invalid-option',
      'output.none',
      { id },
      {
        hint:
          near === undefined
            ? message('hint.outputs', { list: known.map((output) => output.id).join(', ') })
            : message('hint.did-you-mean', { word: near }),
      },
    )
  }
  const asked = known.filter(({ id }) => ids.includes(id as OutputId))
  for (const { id, needs } of asked) for (const need of needs) needed(context, need, id)
  const files: OutputFile[] = []
  for (const output of asked) {
    try {
      files.push(...(await output.make(context)))
    } catch (error) {
      if (!isTooLarge(error)) throw error
      const tooLarge = isLivingCircleError(error) ? error : outgrown(output, error)
      if (context.leaveOut === undefined) throw tooLarge
      context.leaveOut({ id: output.id, names: output.files.map(({ name }) => name), error: tooLarge })
    }
  }
  return files
}

/** A text or array grew beyond what can be: an error that says which document. */
function outgrown({ files }: Output, error: unknown): LivingCircleError {
  const names = files.map(({ name }) => name)
  const options = { hint: 'hint.smaller-output', cause: error } as const
  return problem('output-too-large', 'output.too-large', { names }, options)
}
