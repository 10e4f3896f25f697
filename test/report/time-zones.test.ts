// Where the program runs does not show in what it writes: the same report gives the same bytes in every time zone.
import { afterEach, describe, expect, it } from 'vitest'
import { toGeoPackage } from '../../src/report/formats/geopackage.ts'
import { mapLayers } from '../../src/report/layers/map-layers.ts'
import { toXlsx } from '../../src/report/workbook/xlsx.ts'
import { makeReport } from './table-fixture.ts'

const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati']
const own = process.env.TZ

afterEach(() => {
  if (own === undefined) delete process.env.TZ
  else process.env.TZ = own
})

describe('the time zone of the machine', () => {
  it.each(['2024-05-01T00:00:00', '2024-05-01T12:30', '2024-05-01', '2024-05-01T00:00:00+08:00', 'May 1, 2024'])(
    'does not show, with data of %s',
    (date) => {
      const report = makeReport({ blocks: 5 })
      const inputs = report.inputs.map((input) => ({ ...input, date }))
      const made = new Set<string>()
      for (const zone of ZONES) {
        process.env.TZ = zone
        expect([zone, new Date(0).getHours() === 0]).toEqual([zone, zone === 'UTC'])
        const [layer] = mapLayers({ ...report, inputs })
        made.add(String(layer!.newestInput))
        made.add(Buffer.from(toGeoPackage(mapLayers({ ...report, inputs }))).toString('base64'))
        made.add(Buffer.from(toXlsx({ ...report, inputs })).toString('base64'))
      }
      expect(made.size).toBe(3)
    },
  )
})
