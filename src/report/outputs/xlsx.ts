// The workbook: an entry of the registry.
import type { Output, OutputFile } from './output.ts'

export const XLSX = {
  id: 'xlsx',
  kind: 'document',
  files: [{ name: 'coverage.xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }],
  aboutEn: 'Excel: overview, by category, by block, a ledger of gaps',
  aboutZh: 'Excel：总览、分类、分小区、盲区台账',
  needs: [],
  async make({ report, lang }): Promise<OutputFile[]> {
    const { toXlsx } = await import('../workbook/xlsx.ts')
    return [{ ...XLSX.files[0], content: toXlsx(report, { lang }) }]
  },
} as const satisfies Output
