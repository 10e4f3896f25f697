// The story of a ledger over six runs of the sample town: a gap shrinks, falls apart, is mended, comes back, the method changes. States are by hand.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hasSharedData, SHARED_DATA } from '../real/shared-data.ts'
import { runCli, townFolder } from './run-cli.ts'

vi.setConfig({ testTimeout: 120_000 })

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

interface Row {
  readonly id: string
  readonly state: string
  readonly status: string | null
  readonly people: number | null
  readonly parent: string | null
  readonly mergedInto: string | null
  readonly unknownReason: string | null
  readonly methodChanged: readonly string[]
  readonly firstSeen: string
  readonly lastChecked: string
  readonly blocks: readonly string[]
}

const nursery = (lon: number, lat: number) => ({ op: 'add-facility', category: 'nursery', at: [lon, lat] })
const DUKOU = nursery(113.6034, 34.7985)
/** Along the road between the machine works (JC) and the old town (LC), and one at the gate of BY-09. */
const ROAD = [
  ...[nursery(113.5925, 34.7965), nursery(113.5947, 34.7992), nursery(113.5948, 34.8025), nursery(113.5895, 34.7965)],
  ...[nursery(113.5945, 34.7965), nursery(113.5965, 34.7975), nursery(113.5978, 34.8005), nursery(113.595241, 34.8114)],
]

async function update(ledger: string, name: string, edits: readonly unknown[], date: string, ...more: string[]) {
  writeFileSync(join(town.path, 'edits-now.json'), JSON.stringify(edits))
  const inputs = [
    'town.osm',
    '--facilities',
    'facilities.csv',
    '--blocks',
    'blocks.geojson',
    '--gates',
    'gates.csv',
    '--edits',
    'edits-now.json',
  ]
  const ran = await runCli(town.path, [
    'coverage',
    ...inputs,
    '--category',
    'nursery',
    '--minutes',
    '5',
    ...more,
    '--out',
    name,
    '-q',
  ])
  expect(ran).toMatchObject({ code: 0 })
  return look(ledger, name, date)
}

async function look(ledger: string, name: string, date: string) {
  const { code, stdout } = await runCli(town.path, [
    'ledger',
    'update',
    ledger,
    name,
    '--date',
    date,
    '--json',
    '-q',
    '--lang',
    'zh',
  ])
  expect(code).toBe(0)
  const told = JSON.parse(stdout) as {
    rows: Row[]
    run: { counts: Record<string, number> }
    isChanged: boolean
    claimed: number
  }
  const rowWith = (block: string) =>
    told.rows.find(({ blocks, mergedInto }) => mergedInto === null && blocks.includes(block))!
  return { ...told, rowWith, byId: (id: string) => told.rows.find((row) => row.id === id)! }
}

describe.each(['ledger.xlsx', 'ledger.csv'])('%s over six runs', (ledger) => {
  let big = ''
  let part = ''
  let lake = ''
  const folder = (name: string) => `${ledger.split('.')[1]}-${name}`

  it('begins with what is found', async () => {
    const { rows, run, rowWith } = await update(ledger, folder('base'), [], '2026-01-10')
    expect(run.counts).toMatchObject({ open: 15, 'still-open': 0 })
    expect(rows.every(({ id }) => /^LC-[A-Z]{8}$/.test(id))).toBe(true)
    big = rowWith('LC-Nanmen').id
    lake = rowWith('BY-09').id
    expect(rowWith('JC-1').id).toBe(big)
    expect(rowWith('BY-09')).toMatchObject({ state: 'open', people: 5060, firstSeen: '2026-01-10' })
  })

  it('keeps the name of a gap that shrinks', async () => {
    const { run, byId } = await update(ledger, folder('smaller'), [DUKOU], '2026-02-10')
    expect(run.counts).toMatchObject({ open: 0, 'still-open': 15 })
    expect(byId(big)).toMatchObject({
      state: 'still-open',
      firstSeen: '2026-01-10',
      lastChecked: '2026-02-10',
      parent: null,
    })
    expect(byId(big).people).toBeLessThan(41_820)
  })

  it('keeps it for the largest part of one that falls apart, and proves what is mended', async () => {
    const { run, byId, rowWith } = await update(ledger, folder('apart'), [DUKOU, ...ROAD], '2026-03-10')
    expect(byId(big)).toMatchObject({ state: 'still-open' })
    expect(byId(big).blocks).not.toContain('JC-1')
    part = rowWith('JC-1').id
    expect(byId(part)).toMatchObject({ state: 'open', parent: big, firstSeen: '2026-03-10' })
    expect(byId(lake)).toMatchObject({ state: 'resolved', lastChecked: '2026-03-10', people: 5060 })
    expect(run.counts).toMatchObject({ open: 1, 'still-open': 12, resolved: 3 })
  })

  it('opens again what comes back, and joins what grows together', async () => {
    const { byId, run } = await update(ledger, folder('back'), [DUKOU], '2026-04-10')
    expect(byId(lake)).toMatchObject({ state: 'reopened', firstSeen: '2026-01-10' })
    expect(byId(part)).toMatchObject({ state: 'still-open', mergedInto: big })
    expect(byId(big).blocks).toContain('JC-1')
    expect(run.counts).toMatchObject({ reopened: 3, 'still-open': 13, resolved: 0 })
  })

  it.skipIf(ledger === 'ledger.csv')('says what was mended between two runs', async () => {
    await update('progress.xlsx', 'was', [], '2026-01-01')
    await update('progress.xlsx', 'is', [DUKOU, ...ROAD], '2026-02-01')
    const { code, stdout, stderr } = await runCli(town.path, [
      'compare',
      'was',
      'is',
      '--ledger',
      'progress.xlsx',
      '--out',
      'mended',
      '--lang',
      'en',
    ])
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(stdout).toContain('What was mended: 3 gaps proved to be resolved')
    const { mended } = JSON.parse(readFileSync(join(town.path, 'mended/compare.json'), 'utf8'))
    expect(mended).toMatchObject({
      before: { date: '2026-01-01' },
      after: { date: '2026-02-01' },
      resolved: expect.arrayContaining([lake]),
    })
    expect([mended.resolved.length, mended.fresh.length, mended.stillOpen.length, mended.reopened.length]).toEqual([
      3, 1, 12, 0,
    ])
    const page = readFileSync(join(town.path, 'mended/compare.html'), 'utf8')
    for (const text of ['What was mended', '整改成效', lake]) expect(page).toContain(text)
    const wrong = await runCli(town.path, ['compare', 'is', 'was', '--ledger', 'progress.xlsx'])
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('does not know') })
  })

  it('never resolves by another method', async () => {
    const { rows, run } = await update(ledger, folder('frail'), [DUKOU, ...ROAD], '2026-05-10', '--profile', 'frail')
    expect(run.counts['method-changed']).toBe(rows.filter(({ state }) => state !== 'open').length)
    expect(
      rows
        .filter(({ state }) => state === 'method-changed')
        .every(({ methodChanged }) => methodChanged.join() === 'profile'),
    ).toBe(true)
    const minutes = await update(ledger, folder('longer'), [DUKOU, ...ROAD], '2026-05-11', '--minutes', '15')
    expect(minutes.byId(lake)).toMatchObject({ state: 'method-changed' })
  })

  it('proves nothing without the blocks, without a street near them, without the kind', async () => {
    const blocks = JSON.parse(readFileSync(join(town.path, 'blocks.geojson'), 'utf8'))
    const left = {
      ...blocks,
      features: blocks.features.filter(({ properties }: { properties: { id: string } }) => properties.id !== 'BY-09'),
    }
    writeFileSync(join(town.path, 'fewer.geojson'), JSON.stringify(left))
    const first = await update(`two-${ledger}`, folder('again'), [], '2026-06-01')
    expect(first.rowWith('BY-09').state).toBe('open')
    const argv = ['town.osm', '--facilities', 'facilities.csv', '--gates', 'gates.csv', '--minutes', '5', '-q']
    expect(
      (
        await runCli(town.path, [
          'coverage',
          ...argv,
          '--blocks',
          'fewer.geojson',
          '--category',
          'nursery',
          '--out',
          folder('fewer'),
        ])
      ).code,
    ).toBe(0)
    const fewer = await look(`two-${ledger}`, folder('fewer'), '2026-06-02')
    expect(fewer.byId(lake)).toMatchObject({ state: 'unknown', unknownReason: 'blocks-missing' })
    expect(
      (
        await runCli(town.path, [
          'coverage',
          ...argv,
          '--blocks',
          'blocks.geojson',
          '--category',
          'library',
          '--out',
          folder('others'),
        ])
      ).code,
    ).toBe(0)
    const others = await look(`two-${ledger}`, folder('others'), '2026-06-03')
    expect(others.byId(lake)).toMatchObject({ state: 'unknown', unknownReason: 'not-measured' })
    const back = await look(`two-${ledger}`, folder('again'), '2026-06-04')
    expect(back.byId(lake)).toMatchObject({ state: 'still-open', unknownReason: null })
  })

  it('changes nothing by the same result again', async () => {
    const bytes = readFileSync(join(town.path, ledger))
    const { isChanged } = await look(ledger, folder('longer'), '2027-01-01')
    expect([isChanged, readFileSync(join(town.path, ledger)).equals(bytes)]).toEqual([false, true])
  })
})

describe('ledger update', () => {
  it('refuses what is no ledger, and says why', async () => {
    writeFileSync(join(town.path, 'other.csv'), 'a,b\n1,2\n')
    const run = (...argv: string[]) => runCli(town.path, ['ledger', 'update', ...argv])
    expect(await run('other.csv', 'csv-base')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('holds no ledger'),
    })
    expect((await run('ledger.ods', 'csv-base')).code).toBe(3)
    expect((await run('ledger.csv', 'tables')).code).toBe(2)
    expect((await run('ledger.csv', 'csv-base', '--date', 'May')).code).toBe(2)
    expect(readFileSync(join(town.path, 'other.csv'), 'utf8')).toBe('a,b\n1,2\n')
  })

  it.skipIf(!hasSharedData)('keeps owners where a list has lost a row', async () => {
    const streets = join(SHARED_DATA, 'beijing-wudaokou.osm.pbf')
    for (const [list, out] of [
      ['planner/g1.csv', 'g1'],
      ['planner/v2/g1.csv', 'g2'],
    ] as const) {
      const argv = ['coverage', streets, '--blocks', join(SHARED_DATA, list), '--minutes', '5', '--out', out, '-q']
      expect((await runCli(town.path, argv)).code).toBe(0)
    }
    const first = await look('owners.csv', 'g1', '2025-05-01')
    const text = readFileSync(join(town.path, 'owners.csv'), 'utf8')
    const [head, ...rows] = text.trim().split('\r\n')
    const owner = head!.split(',').indexOf('责任人')
    // Nothing in these rows is quoted before that column but sentences without commas.
    const signed = rows.map((row, at) => {
      const cells = row.split(',')
      cells[owner] = `owner ${at}`
      return cells.join(',')
    })
    writeFileSync(join(town.path, 'owners.csv'), [head, ...signed, ''].join('\r\n'))
    const second = await look('owners.csv', 'g2', '2026-05-01')
    const after = readFileSync(join(town.path, 'owners.csv'), 'utf8').trim().split('\r\n').slice(1)
    expect(second.rows.length).toBeGreaterThanOrEqual(first.rows.length)
    first.rows.forEach(({ id }, at) => {
      expect(after[at]).toContain(id)
      expect(after[at]!.split(',')[owner]).toBe(`owner ${at}`)
      expect(second.byId(id).state).toMatch(/still-open|unknown|resolved/)
    })
    expect(second.rows.filter(({ state }) => state === 'still-open').length).toBeGreaterThan(5)
  })
})
