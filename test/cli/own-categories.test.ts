// --categories FILE from end to end: unknown words are proposed, get a meaning, and count in the answer.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

interface Summary {
  readonly categories: readonly { readonly id: string; readonly facilities: number }[]
  readonly inputs: readonly { readonly name: string; readonly rows?: Readonly<Record<string, unknown>> }[]
}

const LIST = [
  'id,名称,类别,lon,lat,状态',
  'a,甲,棋牌馆,113.599512,34.803226,在用',
  'b,乙,棋牌馆,113.603385,34.798331,待核实',
  'c,丙,民生驿站,113.603385,34.800331,待开门',
  'd,丁,药店,113.601385,34.799331,在用',
].join('\n')
const OWN = {
  kinds: [{ id: 'tea_room', nameZh: '茶室', nameEn: 'tea room', group: 'culture' }],
  words: { 棋牌馆: 'tea_room', 民生驿站: 'service_centre' },
  status: { 待核实: 'closed', 待开门: 'planned' },
}

describe('--categories FILE', () => {
  let town: ReturnType<typeof townFolder>
  beforeAll(() => {
    town = townFolder()
    writeFileSync(join(town.path, 'list.csv'), LIST)
    writeFileSync(join(town.path, 'own.json'), JSON.stringify(OWN))
  })
  afterAll(() => town.done())

  it('unknown words are proposed, commonest first', async () => {
    const { code } = await runCli(town.path, [
      ...['check', 'town.osm', '--facilities', 'list.csv', '--save-mapping', 'proposed.json'],
    ])
    const { categories } = JSON.parse(readFileSync(join(town.path, 'proposed.json'), 'utf8'))
    expect(code).toBe(0)
    expect(Object.keys(categories.words)).toEqual(['棋牌馆', '民生驿站'])
  })

  it('its kinds and words count: used, closed, planned', async () => {
    const argv = [
      'coverage',
      'town.osm',
      '--facilities',
      'list.csv',
      '--blocks',
      'blocks.geojson',
      '--categories',
      'own.json',
    ]
    const { code, stderr } = await runCli(town.path, [...argv, '--out', 'out'])
    expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
    const summary = JSON.parse(readFileSync(join(town.path, 'out/summary.json'), 'utf8')) as Summary
    const counted = summary.categories.filter(({ facilities }) => facilities > 0)
    expect(counted.map(({ id, facilities }) => [id, facilities]).sort()).toEqual([
      ['pharmacy', 1],
      ['tea_room', 1],
    ])
    const rows = summary.inputs.find(({ name }) => name === 'list.csv')?.rows
    expect(rows).toMatchObject({ read: 4, used: 2, closed: 1, planned: 1, rejected: 0 })
    const rejects = readFileSync(join(town.path, 'out/rejects.csv'), 'utf8')
    expect(rejects.match(/,(?:closed|planned),/g)?.sort()).toEqual([',closed,', ',planned,'])
  })

  it('an own kind can be asked for alone', async () => {
    const argv = [
      'coverage',
      'town.osm',
      '--facilities',
      'list.csv',
      '--blocks',
      'blocks.geojson',
      '--categories',
      'own.json',
    ]
    const { code } = await runCli(town.path, [...argv, '--category', 'tea_room', '--out', 'alone'])
    const summary = JSON.parse(readFileSync(join(town.path, 'alone/summary.json'), 'utf8')) as Summary
    expect([code, summary.categories.map(({ id }) => id)]).toEqual([0, ['tea_room']])
  })
})
