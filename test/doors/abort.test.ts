// Every slow call of the doors can be stopped: before it starts, at its first word of progress, and by a timer while it works, which only fires where the
// call lets others have their turn. Every loader says how far it is.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Progress, RunOptions } from '../../src/index.ts'
import * as library from '../../src/node/index.ts'
import * as parts from '../../src/parts.ts'
import { analyseSampleTown, sampleSource } from '../sample-analysis.ts'

type Town = Awaited<ReturnType<typeof analyseSampleTown>>
type Call = (town: Town, options: RunOptions) => Promise<unknown>

const csv = (name: string, text: string) => library.bytesSource(name, new TextEncoder().encode(text))
const pack = JSON.stringify({ id: 'p', rules: [{ id: 'r', categories: ['clinic'], limitMetres: 300 }] })

const LOADERS: Readonly<Record<string, Call>> = {
  loadArea: (_, run) => library.loadArea(sampleSource('town.osm'), run),
  'loadFacilities of the map': ({ area }, run) => library.loadFacilities(area, run),
  'loadFacilities of a table': ({ area }, run) =>
    library.loadFacilities(area, { files: [sampleSource('facilities.csv')], ...run }),
  'loadBlocks of the map': ({ area }, run) => library.loadBlocks(area, run),
  'loadBlocks of a table': ({ area }, run) =>
    library.loadBlocks(area, { file: sampleSource('blocks.geojson'), ...run }),
  loadCandidates: ({ area }, run) => library.loadCandidates(area, csv('c.csv', 'id,lon,lat\na,113.58,34.81\n'), run),
  loadStudyArea: ({ area }, run) => library.loadStudyArea(area, sampleSource('blocks.geojson'), run),
  loadEdits: (_, run) => library.loadEdits(sampleSource('edits.json'), run),
  loadStandard: (_, run) => library.loadStandard(csv('pack.json', pack), run),
  loadDemandRates: (_, run) => parts.loadDemandRates(csv('r.csv', 'id,category,rate\na,clinic,3\n'), run),
  loadRemedyCosts: (_, run) => parts.loadRemedyCosts(sampleSource('costs.csv'), run),
  loadProfile: (_, run) => parts.loadProfile(csv('p.json', '{"id":"cane","basedOn":"frail"}'), run),
  readTable: (_, run) => parts.readTable(sampleSource('facilities.csv'), run),
  readOsm: (_, run) => parts.readOsm(sampleSource('town.osm'), run),
}

const JOBS: Readonly<Record<string, Call>> = {
  analyseAccess: ({ area, facilities, blocks }, run) => library.analyseAccess(area, facilities, blocks, run),
  'analyseAccess by a standard': ({ area, facilities, blocks }, run) =>
    library.analyseAccess(area, facilities, blocks, { standard: library.standardPack('gb50180-2018'), ...run }),
  analyseScenario: ({ area, facilities, blocks }, run) => library.analyseScenario(area, facilities, blocks, [], run),
  compareProfiles: ({ area, facilities, blocks }, run) =>
    library.compareProfiles(area, facilities, blocks, { profiles: ['adult', 'frail'], ...run }),
  siteFacilities: ({ area, facilities, blocks }, run) =>
    library.siteFacilities(area, facilities, blocks, {
      categories: ['clinic'],
      problem: 'maximise-coverage',
      sites: 1,
      ...run,
    }),
  findRemedies: ({ area, facilities, report, study }, run) =>
    library.findRemedies(area, facilities, { report, study }, run),
}

const CALLS = { ...LOADERS, ...JOBS }

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call()
  } catch (error) {
    return error
  }
  return 'nothing'
}

let town: Town
beforeAll(async () => {
  town = await analyseSampleTown()
})

describe('a call that is stopped', () => {
  it.each(Object.entries(CALLS))('%s: before it starts', async (_, call) => {
    const reason = new Error('the page was left')
    const heard: Progress[] = []
    const run = { signal: AbortSignal.abort(reason), onProgress: (one: Progress) => heard.push(one) }
    const error = await thrownBy(() => call(town, run))
    expect(error).toMatchObject({ name: 'AbortError', code: 'aborted', cause: reason })
    expect(library.isLivingCircleError(error)).toBe(true)
    expect(heard).toEqual([])
  })

  it.each(Object.entries(CALLS))('%s: at its first word of progress', async (_, call) => {
    const reason = new Error('enough')
    const controller = new AbortController()
    const error = await thrownBy(() =>
      call(town, { signal: controller.signal, onProgress: () => controller.abort(reason) }),
    )
    expect(error).toMatchObject({ name: 'AbortError', code: 'aborted', cause: reason })
  })
})

describe('loaders', () => {
  it.each(Object.entries(LOADERS))('%s says how far it is', async (_, call) => {
    const heard: Progress[] = []
    await call(town, { onProgress: (one) => heard.push(one) })
    expect(heard.length).toBeGreaterThan(0)
    expect(heard.length).toBeLessThan(200)
    for (const { step, done, total } of heard)
      expect([step !== '', done >= 0, done <= total]).toEqual([true, true, true])
    const last = heard.at(-1)!
    expect(last.done).toBe(last.total)
  })
})

const data = (name: string) => fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url))
const MALTA = data('malta.osm.pbf')

describe.skipIf(!existsSync(MALTA))('on Malta a timer is heard while', () => {
  let area: library.LoadedArea
  let facilities: library.LoadedFacilities
  let blocks: library.LoadedBlocks
  beforeAll(async () => {
    area = await library.loadArea(library.openFile(MALTA))
    facilities = await library.loadFacilities(area)
    blocks = await library.loadBlocks(area)
  }, 60_000)

  const SLOW: Readonly<Record<string, (options: RunOptions) => Promise<unknown>>> = {
    loadArea: (run) => library.loadArea(library.openFile(MALTA), run),
    loadFacilities: (run) => library.loadFacilities(area, run),
    loadBlocks: (run) => library.loadBlocks(area, run),
    analyseAccess: (run) => library.analyseAccess(area, facilities, blocks, run),
    siteFacilities: (run) =>
      library.siteFacilities(area, facilities, blocks, {
        categories: ['school'],
        problem: 'maximise-coverage',
        sites: 2,
        ...run,
      }),
  }

  it.each(Object.entries(SLOW))('%s works', async (_, call) => {
    const reason = new Error('changed my mind')
    const controller = new AbortController()
    // After a few turns of the event loop: a call that never lets go would be done before.
    let turns = 0
    const look = () => (++turns === 3 ? controller.abort(reason) : setTimeout(look, 1))
    setTimeout(look, 1)
    const error = await thrownBy(() => call({ signal: controller.signal }))
    expect(error).toMatchObject({ name: 'AbortError', code: 'aborted', cause: reason })
  })
})
