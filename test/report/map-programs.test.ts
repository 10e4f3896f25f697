// QGIS styles and project, kepler.gl map: well-formed, over columns that exist, every feature in one class.
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { toKeplerMap } from '../../src/report/formats/kepler-map.ts'
import { toQgisProject } from '../../src/report/formats/qgis-project.ts'
import { toQml } from '../../src/report/formats/qgis-styles.ts'
import { layerOf, mapLayers } from '../../src/report/layers/map-layers.ts'
import { LAYER_FORMATS, layerFiles } from '../../src/report/outputs/layer-files.ts'
import { toBlocksGeoJsonText, toFacilitiesGeoJsonText } from '../../src/report/outputs/report-geojson.ts'
import { makeReport } from './table-fixture.ts'

type Properties = Record<string, string | number | boolean | null>

interface Tag {
  name: string
  attributes: Record<string, string>
}

function tagsOf(xml: string): Tag[] {
  const tags: Tag[] = []
  const parser = new SaxesParser()
  parser.on('opentag', (tag) => {
    tags.push({ name: tag.name, attributes: { ...(tag.attributes as Record<string, string>) } })
  })
  parser.write(xml).close()
  return tags
}

/** The filters of a style as functions; only the few forms that the styles use. */
function filtersOf(xml: string): ((row: Properties) => boolean)[] {
  const rules = tagsOf(xml).filter(({ name }) => name === 'rule')
  return rules.map(({ attributes }) => {
    const body = attributes
      .filter!.replaceAll(/"([a-z0-9_]+)"/g, 'row.$1')
      .replaceAll(/ = /g, ' === ')
      .replaceAll(' AND ', ' && ')
      .replaceAll(' IS NULL', ' === null')
      .replace('TRUE', 'true')
    // Comparisons with nothing are nothing, not true.
    const guarded = body.replaceAll(/(row\.[a-z0-9_]+) ([<>]=?) /g, '$1 !== null && $1 $2 ')
    return new Function('row', `return ${guarded}`) as (row: Properties) => boolean
  })
}

function propertiesOf(geojson: string): Properties[] {
  return (JSON.parse(geojson) as { features: { properties: Properties }[] }).features.map(
    ({ properties }) => properties,
  )
}

describe('QGIS styles', () => {
  const reports = [
    makeReport({ nasty: true, blocks: 60, categories: 7 }),
    makeReport({ blocks: 60, basis: 'distance' }),
    makeReport({ blocks: 20, categories: 1 }),
  ]

  it('put every block into exactly one class, by kinds reached and by each category', () => {
    for (const report of reports) {
      const rows = propertiesOf(toBlocksGeoJsonText(report))
      for (const category of [undefined, ...report.categories.map(({ id }) => id)]) {
        const filters = filtersOf(toQml(layerOf(report, 'blocks'), category === undefined ? {} : { category }))
        const isLacking = report.categories.some(({ id, facilities }) => id === category && facilities === 0)
        expect(filters.length > 1).toBe(!isLacking)
        for (const row of rows) expect(filters.filter((holds) => holds(row)).length).toBe(1)
      }
    }
  })

  it('put every facility into the class of its category, whatever the id', () => {
    const base = makeReport({ categories: 3 })
    const rename = (id: string) => (id === 'clinic' ? `it's <"odd"> & so` : id)
    const report = {
      ...base,
      categories: base.categories.map((category) => ({ ...category, id: rename(category.id) })),
      facilities: base.facilities.map((facility) => ({ ...facility, category: rename(facility.category) })),
    }
    const rules = tagsOf(toQml(layerOf(report, 'facilities'))).filter(({ name }) => name === 'rule')
    expect(rules[0]!.attributes.filter).toBe(`"category" = 'it''s <"odd"> & so'`)
    const rows = propertiesOf(toFacilitiesGeoJsonText(base))
    const filters = filtersOf(toQml(layerOf(base, 'facilities')))
    for (const row of rows) expect(filters.filter((holds) => holds(row)).length).toBe(1)
  })

  it('name the columns for people in either language', () => {
    const aliases = (lang: 'zh' | 'en') =>
      tagsOf(toQml(layerOf(reports[0]!, 'blocks'), { lang })).filter(
        ({ name, attributes }) => name === 'alias' && attributes.field === 'clinic_s',
      )
    expect(aliases('zh')[0]!.attributes.name).toBe('社区卫生服务站 步行秒数')
    expect(aliases('en')[0]!.attributes.name).toBe('Clinic: walk (s)')
  })

  it('draw points as points and areas as areas', () => {
    const symbolType = (xml: string) =>
      new Set(tagsOf(xml).flatMap(({ name, attributes }) => (name === 'symbol' ? [attributes.type] : [])))
    expect(symbolType(toQml(layerOf(makeReport({ geometry: 'points' }), 'blocks')))).toEqual(new Set(['marker']))
    expect(symbolType(toQml(layerOf(makeReport({ geometry: 'polygons' }), 'blocks')))).toEqual(new Set(['fill']))
    expect(symbolType(toQml(layerOf(makeReport(), 'blocks'), { geometry: 'point' }))).toEqual(new Set(['marker']))
  })
})

describe('QGIS project', () => {
  it('lists every layer once in the tree and once as a layer, over files beside it', () => {
    for (const geometry of ['mixed', 'points', 'polygons'] as const) {
      const report = makeReport({ nasty: true, blocks: 30, categories: 7, geometry })
      const xml = toQgisProject(mapLayers(report))
      const tags = tagsOf(xml)
      const ids = tags.filter(({ name }) => name === 'layer-tree-layer').map(({ attributes }) => attributes.id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.length).toBe(2 + 8 * (geometry === 'mixed' ? 2 : 1))
      expect([...xml.matchAll(/<id>([^<]*)<\/id>/g)].map((match) => match[1])).toEqual(ids)
      for (const [, source] of xml.matchAll(/<datasource>([^<]*)<\/datasource>/g)) {
        expect(source).toMatch(/^\.\/(blocks|facilities|gaps)\.geojson(\|geometrytype=(Point|Polygon))?$/)
      }
      expect(toQgisProject(mapLayers(makeReport({ nasty: true, blocks: 30, categories: 7, geometry })))).toBe(xml)
    }
    tagsOf(toQgisProject(mapLayers(makeReport({ blocks: 0, categories: 0 })), { lang: 'en' }))
  })
})

describe('kepler.gl map', () => {
  it('holds flat tables whose columns the layers know', () => {
    const report = makeReport({ nasty: true, blocks: 30, categories: 7 })
    const map = JSON.parse(toKeplerMap(mapLayers(report), { lang: 'en' }))
    expect(map.datasets.map(({ data }: { data: { id: string } }) => data.id)).toEqual(['blocks', 'gaps', 'facilities'])
    const fields = new Map<string, string[]>()
    for (const { data } of map.datasets) {
      const names = data.fields.map(({ name }: { name: string }) => name)
      fields.set(data.id, names)
      for (const row of data.allData) expect(row.length).toBe(names.length)
      names.forEach((name: string, i: number) => {
        expect([name, data.allData.some((row: unknown[]) => row[i] !== null)]).toEqual([name, true])
      })
    }
    for (const { config, visualChannels } of map.config.config.visState.layers) {
      if (visualChannels.colorField !== null)
        expect(fields.get(config.dataId)).toContain(visualChannels.colorField.name)
    }
    for (const [id, shown] of Object.entries(map.config.config.visState.interactionConfig.tooltip.fieldsToShow)) {
      for (const { name } of shown as { name: string }[]) expect(fields.get(id)).toContain(name)
    }
    expect(map.config.config.mapState.longitude).toBeCloseTo(14.5, 1)
  })
})

describe('layerFiles', () => {
  it('names every file once, in the order of the formats', async () => {
    const files = await layerFiles(makeReport())
    expect(files.map(({ name }) => name)).toEqual(
      'blocks.geojsonl facilities.geojsonl gaps.geojsonl blocks.fgb facilities.fgb gaps.fgb blocks.parquet facilities.parquet gaps.parquet coverage.gpkg blocks.qml facilities.qml gaps.qml coverage.qgs coverage.kepler.json'.split(
        ' ',
      ),
    )
    expect(files.every(({ bytes }) => bytes.length > 100)).toBe(true)
    expect((await layerFiles(makeReport(), { formats: ['geopackage'] })).map(({ name }) => name)).toEqual([
      'coverage.gpkg',
    ])
    expect(LAYER_FORMATS.length).toBe(6)
    await expect(layerFiles(makeReport(), { formats: ['shp' as 'qgis'] })).rejects.toThrow('Unknown layer format "shp"')
  })
})
