// Coverage at moments of the week: an entry of the registry. A run has it where opening hours were asked for.
import type { Output, OutputFile } from './output.ts'

export const HOURS = {
  id: 'hours',
  kind: 'usual',
  withOption: '--hours',
  files: [{ name: 'hours.csv', mediaType: 'text/csv; charset=utf-8' }],
  aboutEn: 'coverage on a weekday, an evening and a weekend, by opening hours',
  aboutZh: '按开放时间测算的工作日、晚间、周末覆盖情况',
  needs: [],
  async make({ report }): Promise<OutputFile[]> {
    if (report.hours === undefined) return []
    const { toHoursCsv } = await import('../tables/hours-csv.ts')
    return [{ ...HOURS.files[0], content: toHoursCsv(report) }]
  },
} as const satisfies Output
