// The edition to print: an entry of the registry.
import type { Output, OutputFile } from './output.ts'

export const PRINT = {
  id: 'print',
  kind: 'document',
  files: [{ name: 'print.html', mediaType: 'text/html; charset=utf-8' }],
  aboutEn: 'four to six pages of A4: the answer, coverage, a map, places, gaps, method',
  aboutZh: '四至六页 A4：结论、覆盖、地图、薄弱单元、盲区、方法',
  needs: ['basemap'],
  async make(context): Promise<OutputFile[]> {
    const { toPrintHtml } = await import('../pages/print-edition.ts')
    const { needed } = await import('./needed.ts')
    const basemap = await needed(context, 'basemap', PRINT.id)()
    return [{ ...PRINT.files[0], content: toPrintHtml(context.report, basemap, { lang: context.lang }) }]
  },
} as const satisfies Output
