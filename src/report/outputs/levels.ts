// Facilities by level: an entry of the registry. A run has it where levels were asked for.
import type { Output, OutputFile } from './output.ts'

const CSV = 'text/csv; charset=utf-8'

export const LEVELS = {
  id: 'levels',
  kind: 'usual',
  withOption: '--levels',
  files: [
    { name: 'levels.csv', mediaType: CSV },
    { name: 'level_areas.csv', mediaType: CSV },
  ],
  aboutEn: "each facility's walk to the next level up, and the sums by district, street and community",
  aboutZh: '各设施到上一级设施的步行，以及按区、街道、社区的汇总',
  needs: [],
  async make({ report }): Promise<OutputFile[]> {
    if (report.levels === undefined) return []
    const { toLevelAreasCsv, toLevelsCsv } = await import('../tables/levels-csv.ts')
    return [
      { ...LEVELS.files[0], content: toLevelsCsv(report) },
      { ...LEVELS.files[1], content: toLevelAreasCsv(report) },
    ]
  },
} as const satisfies Output
