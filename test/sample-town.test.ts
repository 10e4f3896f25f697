import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'

interface SampleTown {
  readonly files: Readonly<Record<string, string>>
  readonly tables: Readonly<Record<string, Uint8Array>>
  readonly counts: Readonly<Record<string, number>>
}

const committed = (name: string) => readFileSync(new URL(`../data/sample-town/${name}`, import.meta.url), 'utf8')

describe('sample town', () => {
  let town: SampleTown
  beforeAll(async () => {
    const generator = new URL('../scripts/make-sample-town.mjs', import.meta.url).href
    town = ((await import(generator)) as { makeSampleTown: () => SampleTown }).makeSampleTown()
  })

  it('is what its generator makes, byte for byte', () => {
    for (const [name, text] of Object.entries(town.files)) expect(committed(name) === text, name).toBe(true)
    expect(Object.keys(town.files)).toHaveLength(6)
    for (const [name, bytes] of Object.entries(town.tables)) {
      const held = readFileSync(new URL(`../data/sample-town/${encodeURI(name)}`, import.meta.url))
      expect(held.equals(bytes), name).toBe(true)
    }
    expect(Object.keys(town.tables)).toHaveLength(3)
  })

  it('has the size that the documentation names', () => {
    expect(town.counts.facilities).toBe(80)
    expect(town.counts.planned).toBe(2)
    expect(town.counts.blocks).toBe(48)
    expect(town.counts.streetNodes).toBeGreaterThan(1800)
    expect(town.counts.streetNodes).toBeLessThan(2200)
    const bytes = Object.values(town.files).reduce((sum, text) => sum + text.length, 0)
    expect(bytes).toBeLessThan(1_200_000)
  })

  it('leaves some people unknown, as real tables do', () => {
    const { features } = JSON.parse(committed('blocks.geojson')) as {
      features: { properties: Record<string, unknown>; geometry: { type: string } }[]
    }
    expect(features.filter(({ properties }) => properties.population === null)).toHaveLength(1)
    expect(features.filter(({ properties }) => properties.dwellings === null)).toHaveLength(2)
    expect(features.filter(({ geometry }) => geometry.type === 'Point')).toHaveLength(6)
  })
})
