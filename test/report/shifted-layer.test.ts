import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { basicSystem, fromWgs84, toWgs84 } from '../../src/normalise/coordinates/shifted-systems.ts'
import { shiftedNotice } from '../../src/report/layers/shifted-layer.ts'
import { reportFiles } from '../../src/report/tables/report-files.ts'
import { analyseSampleTown } from '../sample-analysis.ts'

interface Collection {
  coordinate_system?: string
  bbox: number[]
  features: { properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } }[]
}

const positions = (value: unknown): [number, number][] =>
  typeof (value as number[])[0] === 'number'
    ? [value as [number, number]]
    : (value as unknown[]).flatMap((part) => positions(part))

describe('layers in shifted coordinates', async () => {
  const { report } = await analyseSampleTown({ categories: ['clinic', 'pharmacy'] })

  it.each(['gcj02', 'bd09'] as const)('%s: moved there and back, said in the head, columns as they were', (id) => {
    const plain = reportFiles(report)
    const moved = reportFiles(report, { coordinates: basicSystem(id) })
    for (const name of ['blocks', 'facilities', 'gaps']) {
      const read = (files: typeof plain) =>
        JSON.parse(files.find((file) => file.name === `${name}.geojson`)!.text) as Collection
      const [here, there] = [read(plain), read(moved)]
      expect(here.coordinate_system).toBeUndefined()
      expect(there.coordinate_system).toMatch(/NOT WGS-84/)
      expect(there.features.map(({ properties }) => properties)).toEqual(here.features.map((f) => f.properties))
      const before = here.features.flatMap(({ geometry }) => positions(geometry.coordinates))
      const after = there.features.flatMap(({ geometry }) => positions(geometry.coordinates))
      expect(after.length).toBe(before.length)
      after.forEach((position, i) => {
        const original = before[i]!
        const [lon, lat] = fromWgs84(original, id)
        expect(Math.abs(position[0] - lon) + Math.abs(position[1] - lat)).toBeLessThan(2e-7)
        expect(greatCircleMetres(...position, ...original)).toBeGreaterThan(100)
        expect(greatCircleMetres(...toWgs84(position, id), ...original)).toBeLessThan(0.1)
      })
      expect(there.bbox[0]).toBe(Math.min(...after.map(([lon]) => lon)))
      expect(there.bbox[3]).toBe(Math.max(...after.map(([, lat]) => lat)))
    }
    for (const [i, file] of plain.entries()) if (!file.name.endsWith('.geojson')) expect(moved[i]!.text).toBe(file.text)
    expect(shiftedNotice(basicSystem(id))).toMatchObject({ code: `coordinates-${id}` })
  })
})
