// Where memory cannot be shared (a browser page that is not isolated), all is done on one thread, with the same results.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { sweepReachedTimes } from '../../src/search/reached-times.ts'
import { analyseSampleTown } from '../sample-analysis.ts'
import { problemOf } from '../search/random-streets.ts'
import { type BundledPool, bundlePool } from './bundled-pool.ts'
import { bytesOf, squares } from './squares.ts'

let bundled: BundledPool

beforeAll(async () => {
  bundled = await bundlePool()
})
afterEach(() => vi.unstubAllGlobals())
afterAll(() => bundled.remove())

describe('without shared memory', () => {
  it('a pool has one thread and gives the same bytes', async () => {
    const problem = problemOf(squares(12))
    const expected = bytesOf(sweepReachedTimes(problem))
    vi.stubGlobal('SharedArrayBuffer', undefined)
    const pool = bundled.createSweepPool({ threads: 4 })
    expect(pool.threads).toBe(1)
    expect(pool.whyOneThread).toBe('There is no shared memory here.')
    expect(await pool.warmUp()).toBe(1)
    expect(bytesOf(await pool.sweep(problem))).toEqual(expected)
    await pool.close()
  })

  it('the whole analysis gives the same report, in plain memory', async () => {
    const shared = await analyseSampleTown()
    vi.stubGlobal('SharedArrayBuffer', undefined)
    const plain = await analyseSampleTown()
    expect(Object.prototype.toString.call(shared.area.network.buffer)).toBe('[object SharedArrayBuffer]')
    expect(Object.prototype.toString.call(plain.area.network.buffer)).toBe('[object ArrayBuffer]')
    expect(Object.prototype.toString.call(plain.study.time.arcCost.buffer)).toBe('[object ArrayBuffer]')
    expect(plain.report).toEqual(shared.report)
  }, 60_000)
})
