// The report as a page: an entry of the registry.
import type { Output, OutputFile } from './output.ts'

export const HTML = {
  id: 'html',
  kind: 'document',
  files: [{ name: 'report.html', mediaType: 'text/html; charset=utf-8' }],
  aboutEn: 'reading and printing: one file, offline, Chinese and English',
  aboutZh: '阅读与打印：单个文件，可离线，中英双语',
  needs: ['basemap'],
  async make(context): Promise<OutputFile[]> {
    const { toReportHtml } = await import('../pages/report-html.ts')
    const { needed } = await import('./needed.ts')
    const basemap = await needed(context, 'basemap', HTML.id)()
    return [{ ...HTML.files[0], content: toReportHtml(context.report, basemap, { lang: context.lang }) }]
  },
} as const satisfies Output
