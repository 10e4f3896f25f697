// A planner's tables as her office keeps them, with the right values of ../shared/data/planner/README.md; skipped where they are absent.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { reconcileRows } from '../../src/answer/reconciliation.ts'
import { bytesSource, type LoadedArea, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { guessedColumns } from '../../src/normalise/tables/column-guesses.ts'
import { SHARED_DATA, sharedSource } from './shared-data.ts'

const hasPlanner = existsSync(join(SHARED_DATA, 'planner'))

describe.skipIf(!hasPlanner)("a planner's tables", () => {
  let area: LoadedArea
  beforeAll(async () => {
    area = await loadArea(sharedSource('beijing-wudaokou.osm.pbf'))
  }, 60_000)

  const blocksOf = async (name: string, crs?: string) => {
    const { blocks, inputs } = await loadBlocks(area, { file: sharedSource(`planner/${name}`), crs })
    const rows = reconcileRows(inputs[0]!)
    expect(rows.read).toBe(rows.used + rows.merged + rows.closed + rows.planned + rows.rejected)
    return { blocks, rows }
  }
  const peopleOf = (blocks: Awaited<ReturnType<typeof blocksOf>>['blocks']) =>
    blocks.reduce((sum, { people }) => sum + (people.population ?? 0), 0)

  it.each([
    ['小区-分街道工作表.xlsx', undefined, 10],
    ['小区底册.xlsx', undefined, 12],
    ['小区-重复.csv', undefined, 10],
    ['小区-合计有坐标.xlsx', undefined, 10],
    ['小区-万人.csv', 'gcj02', 10],
    ['小区-CGCS2000.csv', undefined, 10],
    ['小区-WKT.csv', undefined, 10],
    ['小区-度分秒.csv', undefined, 10],
    ['g1.csv', undefined, 10],
  ])('%s: all compounds once, 29,250 people of 29,250', async (name, crs, count) => {
    const { blocks, rows } = await blocksOf(name, crs)
    expect([blocks.length, peopleOf(blocks), rows.people]).toEqual([count, 29_250, { read: 29_250, used: 29_250 }])
  })

  it('a sheet is a street, and merged cells hold for every row', async () => {
    const bySheet = (await blocksOf('小区-分街道工作表.xlsx')).blocks
    const streets = (blocks: typeof bySheet) => {
      const counts = new Map<string | null, number>()
      for (const { street } of blocks) counts.set(street, (counts.get(street) ?? 0) + 1)
      return [...counts].sort()
    }
    const right = [
      ['东升镇', 1],
      ['中关村街道', 3],
      ['清华园街道', 6],
    ]
    expect(streets(bySheet)).toEqual(right)
    const ledger = (await blocksOf('小区底册.xlsx')).blocks
    expect(ledger.every(({ street, community }) => street !== null && community !== null)).toBe(true)
  })

  it.each(['设施台账.xlsx', '设施台账-单表头.xlsx'])('%s: 24 facilities, of which 21 serve', async (name) => {
    const loaded = await loadFacilities(area, { files: [sharedSource(`planner/${name}`)] })
    const rows = reconcileRows(loaded.inputs[0]!)
    expect(rows).toMatchObject({ read: 24, used: 21, merged: 0, closed: 2, planned: 1, rejected: 0 })
    expect(rows.skipped).toEqual({ titles: 2, sections: 4, totals: 1, notes: 1 })
    expect(loaded.planned?.map((one) => one.name)).toEqual(['东升镇第二幼儿园'])
    const first = loaded.facilities.find((one) => one.name === '清华洁华幼儿园')!
    expect([first.capacity, first.capacityUnit, first.floorAreaSquareMetres]).toEqual([12, '班', 3200])
    expect(loaded.inputs[0]!.skippedSheets?.map((sheet) => sheet.name) ?? []).toEqual(
      name === '设施台账.xlsx' ? ['填表说明', 'Sheet3'] : [],
    )
  })

  it('27 ways to say open, closed and planned', async () => {
    const loaded = await loadFacilities(area, { files: [sharedSource('planner/设施-状态.csv')] })
    const words = readFileSync(join(SHARED_DATA, 'planner/设施-状态.csv'), 'utf8').trim().split('\n').slice(1)
    const named = (status: string) => loaded.facilities.some((one) => one.status === status)
    expect(['在用', '正常', '营业', '运营中', '是'].every(named)).toBe(true)
    expect(loaded.planned?.map(({ status }) => status).sort()).toEqual(
      ['未启用', '拟建', '规划', '在建', '建设中', '规划新增'].sort(),
    )
    expect(reconcileRows(loaded.inputs[0]!)).toMatchObject({ read: words.length, used: 7, closed: 16, planned: 6 })
    expect(loaded.unknownStatuses?.map(({ word }) => word)).toEqual(['0', '1'])
  })

  it('a column that looks like people and is not used is named', async () => {
    const { understood } = await loadBlocks(area, { file: sharedSource('planner/barrios.csv') })
    expect(guessedColumns(understood[0]!).map(({ header, role }) => [header, role])).toEqual([
      ['Población', 'population'],
      ['Población 65 y más', 'population'],
      ['Viviendas', 'dwellings'],
    ])
  })

  it('running numbers are no ids: every row is used, or planned by its kind', async () => {
    const loaded = await loadFacilities(area, { files: [sharedSource('planner/设施-序号重排.csv')] })
    expect(reconcileRows(loaded.inputs[0]!)).toMatchObject({ read: 24, used: 23, planned: 1, rejected: 0 })
  })
})

describe.skipIf(!existsSync(join(SHARED_DATA, 'cases')))('reports of others', () => {
  const load = async (folder: string, blocks: string, totals?: string) => {
    const area = await loadArea(sharedSource(`cases/${folder}/xt.osm`))
    return loadBlocks(area, {
      file: sharedSource(`cases/${folder}/${blocks}`),
      totals: totals === undefined ? undefined : sharedSource(`cases/${folder}/${totals}`),
    })
  }
  const people = ({ blocks }: Awaited<ReturnType<typeof load>>) => blocks.map((block) => block.people.population)

  it('merged communities share their totals out to all of their blocks', async () => {
    const merged = people(await load('10-xlsx-merged-cells', 'merged.xlsx', 'tot.csv'))
    expect(merged).toEqual([150, 300, 450, 489, 611])
    expect(people(await load('10-xlsx-merged-cells', 'plain.xlsx', 'tot.csv'))).toEqual(merged)
  })

  it('escaped texts of workbooks are undone', async () => {
    const { blocks } = await load('11-xlsx-xHHHH-escapes', 'escaped.xlsx')
    expect(blocks.map((block) => block.people.population)).toEqual([100, 200, 300, 400, 500])
    expect([blocks[0]!.community, blocks[0]!.name]).toEqual(['East', '_x0041_ Yard'])
    expect(people(await load('11-xlsx-xHHHH-escapes', 'esctot.xlsx', 'tot.csv'))).toEqual([150, 300, 450, 489, 611])
  })

  it('a file of features does not vanish: numbers written as texts are read', async () => {
    const folder = 'cases/16-geojson-all-rejected-vanishes'
    const area = await loadArea(sharedSource(`${folder}/xt.osm`))
    const loaded = await loadFacilities(area, { files: [sharedSource(`${folder}/strings.geojson`)] })
    expect(reconcileRows(loaded.inputs[0]!)).toMatchObject({ read: 3, used: 3, rejected: 0 })
    const none = bytesSource('none.geojson', new TextEncoder().encode('{"type":"FeatureCollection","features":[]}'))
    expect((await loadFacilities(area, { files: [none] })).inputs).toMatchObject([{ name: 'none.geojson', read: 0 }])
  })
})
