// Documents beside the tables and layers, made on request: each costs time. What enters: a report and the inputs behind it.
import type { AccessReport } from '../index.ts'
import type { LoadedInputs } from './load-inputs.ts'

/** One further document. */
interface MoreOutput {
  readonly id: string
  readonly fileName: string
  make(inputs: LoadedInputs, report: AccessReport, lang: 'en' | 'zh'): Promise<string | Uint8Array>
}

const MORE_OUTPUTS: readonly MoreOutput[] = [
  {
    id: 'html',
    fileName: 'report.html',
    async make({ library, area }, report, lang) {
      return library.toReportHtml(report, await library.basemapFromOsm(area.raw), { lang })
    },
  },
  {
    id: 'xlsx',
    fileName: 'coverage.xlsx',
    async make({ library }, report, lang) {
      return library.toXlsx(report, { lang })
    },
  },
]

/** What `--also` may name. */
export const MORE_OUTPUT_IDS: readonly string[] = MORE_OUTPUTS.map(({ id }) => id)

/** Makes the documents that were asked for, in a fixed order. */
export async function moreOutputs(
  asked: readonly string[],
  inputs: LoadedInputs,
  report: AccessReport,
  lang: 'en' | 'zh',
): Promise<{ readonly name: string; readonly content: string | Uint8Array }[]> {
  const files = []
  for (const { id, fileName, make } of MORE_OUTPUTS) {
    if (asked.includes(id)) files.push({ name: fileName, content: await make(inputs, report, lang) })
  }
  return files
}
