// A page per community: an entry of the registry.
import type { Output, OutputFile } from './output.ts'

export const SHEETS = {
  id: 'sheets',
  kind: 'document',
  files: [{ name: 'sheets.html', mediaType: 'text/html; charset=utf-8' }],
  aboutEn: 'a page of A4 for every community, street unit or district',
  aboutZh: '每个社区（或街道、区）一页 A4',
  needs: [],
  async make({ report, lang }): Promise<OutputFile[]> {
    const { toPlaceSheets } = await import('../pages/place-sheets.ts')
    return [{ ...SHEETS.files[0], content: toPlaceSheets(report, { lang }) }]
  },
} as const satisfies Output
