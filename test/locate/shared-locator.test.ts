// The indexes over a network's edges are made once for one job, whoever asks first; other masks get others.
import { describe, expect, it } from 'vitest'
import { analyseAccess } from '../../src/job/analyse.ts'
import { loadArea } from '../../src/job/load-area.ts'
import { loadBlocks } from '../../src/job/load-blocks.ts'
import { loadFacilities } from '../../src/job/load-facilities.ts'
import { sharedLocator } from '../../src/locate/link-points.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { openFile } from '../../src/node/open-file.ts'
import { SAMPLE_TOWN } from '../cli/run-cli.ts'

const town = (name: string) => openFile(`${SAMPLE_TOWN}${name}`)

describe('sharedLocator', () => {
  it('is one for the judging of coordinates and for the measuring of a whole job', async () => {
    const area = await loadArea(town('town.osm'))
    const before = sharedLocator(area.network, buildImpedance(area.network, walkProfile('adult'), 'time'))
    const facilities = await loadFacilities(area, { files: [town('facilities.csv')], crs: 'auto' })
    const blocks = await loadBlocks(area, { file: town('blocks.geojson'), crs: 'auto' })
    const adult = await analyseAccess(area, facilities, blocks)
    const byMetres = await analyseAccess(area, facilities, blocks, { metres: [500], profile: 'older' })
    expect(adult.study.locator).toBe(before)
    expect(byMetres.study.locator).toBe(before)
  })

  it('is another one where other edges may be linked to, and for another network', async () => {
    const [area, same] = [await loadArea(town('town.osm')), await loadArea(town('town.osm'))]
    const of = (profile: string, { network }: typeof area) =>
      sharedLocator(network, buildImpedance(network, walkProfile(profile), 'time'))
    const adult = of('adult', area)
    // Steps are nothing to a wheelchair: what hangs together by steps alone is apart.
    expect(of('wheelchair', area)).not.toBe(adult)
    expect(of('adult', same)).not.toBe(adult)
    expect(of('adult', area)).toBe(adult)
    const masks = buildImpedance(area.network, walkProfile('adult'), 'time')
    const fewer = masks.edgeLinkable.slice()
    fewer[fewer.indexOf(1)] = 0
    expect(sharedLocator(area.network, { ...masks, edgeLinkable: fewer })).not.toBe(adult)
  })
})
