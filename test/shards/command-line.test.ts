// plan-shards, run-shard, merge-shards: the folder that coverage writes, byte for byte; what is done stays done; what does not belong together is refused.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { runCli, townFolder } from '../cli/run-cli.ts'
import { differingFiles } from './differing-files.ts'

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']
const ASKED = [...INPUTS, '--minutes', '5,10', '--title', 'Parts']
const SHARDS = ['0001', '0002', '0003', '0004']

const town = townFolder()
const path = (...names: string[]) => join(town.path, ...names)
const run = (...argv: string[]) => runCli(town.path, argv)
const codeOf = async (...argv: string[]) => (await run(...argv)).code
/** What run-shard says it did, by id. */
const ran = async (...argv: string[]) => {
  const { code, stdout } = await run('run-shard', ...argv, '--json')
  const list = JSON.parse(stdout) as { readonly id: string; readonly state: string }[]
  return { code, states: Object.fromEntries(list.map(({ id, state }) => [id, state])) }
}
const flip = (file: string) => {
  const bytes = readFileSync(file)
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(file, bytes)
}

beforeAll(async () => {
  expect(await codeOf('coverage', ...ASKED, '--out', 'whole')).toBe(0)
  expect(await codeOf('plan-shards', ...ASKED, '--shards', '4', '--out', 'plan')).toBe(0)
})
afterAll(() => town.done())

describe('shards on the command line', () => {
  it('refuse a merge before they are done', async () => {
    const { code, stderr } = await run('merge-shards', 'plan', '--out', 'too-soon')
    expect([code, stderr]).toEqual([5, expect.stringContaining('missing 4, stale 0, damaged 0')])
    expect(existsSync(path('too-soon'))).toBe(false)
  })

  it('are run one by one, by id and by place, and all that is left', async () => {
    expect(await ran('plan', '0002')).toEqual({ code: 0, states: { '0002': 'done' } })
    const { shards } = JSON.parse(readFileSync(path('plan', 'plan.json'), 'utf8'))
    const first = shards[0].id as string
    expect((await ran('plan', '--index', '0')).states).toEqual({ [first]: first === '0002' ? 'kept' : 'done' })
    const { code, states } = await ran('plan', '--all')
    expect([code, Object.keys(states).sort()]).toEqual([0, SHARDS])
    expect(states['0002']).toBe('kept')
  })

  it('are those whose ids come through standard input', async () => {
    async function* standardInput() {
      yield new TextEncoder().encode('0003\n\n0001\r\n')
    }
    let said = ''
    const stdout = (text: string) => {
      said += text
    }
    const streams = { stdout, stderr: () => {}, stdoutIsTerminal: false, stderrIsTerminal: false, environment: {} }
    const argv = ['run-shard', path('plan'), '--stdin', '--json']
    expect(await main(argv, streams, new AbortController().signal, { standardInput })).toBe(0)
    expect(JSON.parse(said).map(({ id }: { id: string }) => id)).toEqual(['0003', '0001'])
  })

  it('give the folder of coverage, and verify makes it again', async () => {
    expect(await codeOf('merge-shards', 'plan', '--out', 'merged')).toBe(0)
    expect(readdirSync(path('merged')).sort()).toEqual(readdirSync(path('whole')).sort())
    expect(differingFiles(path('whole'), path('merged'))).toEqual([])
    expect(await codeOf('verify', 'merged')).toBe(0)
    // Each file is compared: a byte more is found.
    writeFileSync(path('merged', 'gaps.geojson'), `${readFileSync(path('merged', 'gaps.geojson'), 'utf8')} `)
    expect(differingFiles(path('whole'), path('merged'))).toEqual(['gaps.geojson'])
  })

  it('keep to what further layers and packed tables coverage writes', async () => {
    const how = ['--also', 'geoparquet', 'xlsx', '--gzip']
    expect(await codeOf('coverage', ...ASKED, ...how, '--out', 'whole-more')).toBe(0)
    expect(await codeOf('merge-shards', 'plan', ...how, '--out', 'merged-more')).toBe(0)
    expect(differingFiles(path('whole-more'), path('merged-more'))).toEqual([])
  })

  it('share out the totals of communities as coverage does', async () => {
    const tables = [
      '--facilities',
      'planner/设施.xlsx',
      '--blocks',
      'planner/居住区.csv',
      '--totals',
      'planner/社区台账.csv',
    ]
    const asked = ['town.osm', ...tables, '--metres', '300,800', '--lang', 'zh', '--category', 'all']
    expect(await codeOf('coverage', ...asked, '--out', 'totals-whole')).toBe(0)
    expect(await codeOf('plan-shards', ...asked, '--shards', '3', '--out', 'totals')).toBe(0)
    expect((await ran('totals', '--all')).code).toBe(0)
    expect(await codeOf('merge-shards', 'totals', '--out', 'totals-merged')).toBe(0)
    expect(differingFiles(path('totals-whole'), path('totals-merged'))).toEqual([])
  })

  it('with a byte flipped end with 3, and after repair exactly that one runs', async () => {
    cpSync(path('plan'), path('hurt'), { recursive: true })
    for (const id of SHARDS) rmSync(path('hurt', 'shards', id, 'done.json'))
    const part = path('hurt', 'shards', '0003', 'part.bin')
    flip(part)
    expect(await ran('hurt', '--all')).toEqual({
      code: 3,
      states: { '0001': 'done', '0002': 'done', '0003': 'failed', '0004': 'done' },
    })
    expect(await codeOf('run-shard', 'hurt', '0003')).toBe(3)
    expect(await codeOf('merge-shards', 'hurt', '--out', 'hurt-merged')).toBe(5)
    flip(part)
    const { code, states } = await ran('hurt', '--all')
    expect([code, states]).toEqual([0, { '0001': 'kept', '0002': 'kept', '0003': 'done', '0004': 'kept' }])
    expect(await codeOf('merge-shards', 'hurt', '--out', 'hurt-merged')).toBe(0)
    expect(differingFiles(path('whole'), path('hurt-merged'))).toEqual([])
  })

  it('are refused where rows are damaged, of another shard or of another plan', async () => {
    const merge = (plan: string) => run('merge-shards', plan, '--out', `${plan}-merged`)
    cpSync(path('plan'), path('damaged'), { recursive: true })
    flip(path('damaged', 'shards', '0001', 'rows.bin'))
    expect(await merge('damaged')).toMatchObject({ code: 5, stderr: expect.stringContaining('damaged 1') })
    expect((await ran('damaged', '--all')).states).toMatchObject({ '0001': 'done', '0002': 'kept' })
    expect((await merge('damaged')).code).toBe(0)

    cpSync(path('plan'), path('mixed'), { recursive: true })
    for (const file of ['rows.bin', 'done.json']) {
      cpSync(path('mixed', 'shards', '0001', file), path('mixed', 'shards', '0002', file))
    }
    expect(await merge('mixed')).toMatchObject({ code: 5, stderr: expect.stringContaining('stale 1') })

    cpSync(path('plan'), path('stale'), { recursive: true })
    const again = ['plan-shards', ...INPUTS, '--shards', '4', '--out', 'stale', '--overwrite']
    expect(await codeOf(...again, '--minutes', '15')).toBe(0)
    expect(await merge('stale')).toMatchObject({ code: 5, stderr: expect.stringContaining('stale 4') })
    // The first plan once more: what its shards found still holds.
    expect(await codeOf(...again, '--minutes', '5,10', '--title', 'Parts')).toBe(0)
    expect(Object.values((await ran('stale', '--all')).states)).toEqual(SHARDS.map(() => 'kept'))
    expect(differingFiles(path('plan'), path('stale'))).toEqual([])
  })

  it('that are missing are left out where that is allowed, and the result says so', async () => {
    cpSync(path('plan'), path('part'), { recursive: true })
    rmSync(path('part', 'shards', '0004', 'rows.bin'))
    const { code, stderr } = await run('merge-shards', 'part', '--out', 'part-merged', '--allow-missing')
    expect([code, stderr]).toEqual([0, expect.stringContaining('Shards are missing')])
    const { shards } = JSON.parse(readFileSync(path('part', 'plan.json'), 'utf8'))
    const lost = shards.find(({ id }: { id: string }) => id === '0004').blocks as number
    const all = JSON.parse(readFileSync(path('whole', 'blocks.geojson'), 'utf8')).features
    const left = JSON.parse(readFileSync(path('part-merged', 'blocks.geojson'), 'utf8')).features
    expect(left.length).toBe(all.length - lost)
    // Of the others every number is the one of the whole.
    const rowOf = new Map(all.map((row: { properties: { block_id: string } }) => [row.properties.block_id, row]))
    expect(rowOf.size).toBe(all.length)
    for (const one of left) expect(one).toEqual(rowOf.get(one.properties.block_id))
    expect(readdirSync(path('part-merged'))).not.toContain('run.json')
  })

  it('leave no temporary files', () => {
    const names = readdirSync(path('plan'), { recursive: true, encoding: 'utf8' })
    expect(names.filter((name) => name.includes('.living-circle'))).toEqual([])
    expect(names.filter((name) => name.endsWith('.bin')).length).toBe(1 + 2 * SHARDS.length)
  })

  it.each([
    ['--hours'],
    ['--rest-metres', '200'],
    ['--at', 'Tu 19:00'],
    ['--demand-rate', 'built-in'],
    ['--edits', 'edits.json'],
  ])('refuse what they cannot do: %s', async (...option) => {
    const { code, stderr } = await run('plan-shards', ...INPUTS, ...option, '--out', 'never')
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${option[0]} cannot be planned in shards`)])
  })

  it('say what is wrong with a choice of shards, and with what is no plan', async () => {
    expect(await codeOf('run-shard', 'plan')).toBe(2)
    expect(await codeOf('run-shard', 'plan', '0001', '--all')).toBe(2)
    expect(await codeOf('run-shard', 'plan', '../plan')).toBe(3)
    expect(await codeOf('run-shard', 'plan', '9999')).toBe(3)
    expect(await codeOf('run-shard', 'plan', '--index', '4')).toBe(3)
    expect(await codeOf('merge-shards', 'whole', '--out', 'never')).toBe(3)
  })
})
