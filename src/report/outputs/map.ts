// The interactive map: an entry of the registry.
import type { Output, OutputFile } from './output.ts'

export const MAP = {
  id: 'map',
  kind: 'document',
  files: [{ name: 'map.html', mediaType: 'text/html; charset=utf-8' }],
  aboutEn: 'looking around: an interactive map in one file, no tile server',
  aboutZh: '浏览：单个文件的交互地图，无需瓦片服务',
  needs: ['basemap', 'maplibre'],
  async make(context): Promise<OutputFile[]> {
    const { report, lang } = context
    const { needed } = await import('./needed.ts')
    const assets = await needed(context, 'maplibre', MAP.id)()
    const basemap = await needed(context, 'basemap', MAP.id)()
    const routes = (await context.routes?.()) ?? []
    const { toMapHtml } = await import('../pages/map-html.ts')
    return [
      {
        ...MAP.files[0],
        content: toMapHtml(report, basemap, assets, { lang, routes, studyArea: report.studyArea?.polygons ?? null }),
      },
    ]
  },
} as const satisfies Output
