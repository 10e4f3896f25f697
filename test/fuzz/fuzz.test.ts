// A short run of the harness over all readers, and every file that it has ever found. `npm run fuzz -- all 60` is what CI runs.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fuzzTarget } from './fuzz.ts'
import { lotsOf } from './mutations.ts'
import { makeWounds } from './seeds.ts'
import { attempt } from './targets.ts'

const wounds = await makeWounds()
const FINDS = new URL('finds/', import.meta.url)
const finds = existsSync(FINDS) ? readdirSync(FINDS).filter((name) => name.endsWith('.bin')) : []

describe('wounded files', () => {
  it.each([...wounds.keys()])('%s: each is read or refused', async (target) => {
    const found: string[] = []
    const tally = await fuzzTarget(target, wounds.get(target)!, 0.3, 77_000, (_, what) => found.push(what))
    expect(found).toEqual([])
    expect(tally.read + tally.refused).toBe(tally.files)
    expect(tally.files).toBeGreaterThan(0)
  })

  it('are the same for the same number', () => {
    for (const [target, wound] of wounds) {
      expect([target, Buffer.compare(wound(lotsOf(5)), wound(lotsOf(5)))]).toEqual([target, 0])
    }
  })
})

describe.skipIf(finds.length === 0)('what was found before', () => {
  it.each(finds)('%s', async (name) => {
    const target = name.split('.')[0]!
    expect(['read', 'refused']).toContain(await attempt(target, readFileSync(new URL(name, FINDS))))
  })
})
