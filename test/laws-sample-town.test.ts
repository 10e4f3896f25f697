// The same laws on the whole path from files: the sample town, its elements and rows in any order, from either source.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gapCategories } from '../src/answer/gap.ts'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities, reportFiles } from '../src/index.ts'

const textOf = (name: string) => readFileSync(new URL(`../data/sample-town/${name}`, import.meta.url), 'utf8')
const source = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))

/** A seeded shuffle (a linear congruential generator picks each swap). */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const list = [...items]
  let state = seed
  for (let i = list.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const j = state % (i + 1)
    ;[list[i], list[j]] = [list[j]!, list[i]!]
  }
  return list
}

function shuffledOsm(xml: string, seed: number): string {
  const start = xml.indexOf('<node')
  const elements = xml
    .slice(start)
    .match(/<node [^>]*\/>|<node [\s\S]*?<\/node>|<way [\s\S]*?<\/way>|<relation [\s\S]*?<\/relation>/g)!
  return `${xml.slice(0, start)}${shuffled(elements, seed).join('\n')}\n</osm>\n`
}

function shuffledCsv(csv: string, seed: number): string {
  const [header, ...rows] = csv.trimEnd().split('\n')
  return `${[header, ...shuffled(rows, seed)].join('\n')}\n`
}

function shuffledGeoJson(text: string, seed: number): string {
  const collection = JSON.parse(text) as { features: unknown[] }
  return JSON.stringify({ ...collection, features: shuffled(collection.features, seed) })
}

/** Texts of all report files, without what describes the input files themselves (sizes, lines of rejected rows). */
async function run(seed: number | null, from: 'osm' | 'files' | 'both', withBlocks: boolean) {
  const mix = (name: string, how: (text: string, seed: number) => string) =>
    source(name, seed === null ? textOf(name) : how(textOf(name), seed))
  const area = await loadArea(mix('town.osm', shuffledOsm))
  const files = from === 'osm' ? [] : [mix('facilities.csv', shuffledCsv)]
  const facilities = await loadFacilities(area, { files, from })
  const tables = { file: mix('blocks.geojson', shuffledGeoJson), gates: mix('gates.csv', shuffledCsv) }
  const blocks = await loadBlocks(area, withBlocks ? tables : {})
  const { report } = await analyseAccess(area, facilities, blocks, { minutes: [5, 10, 15] })
  const plain = {
    ...report,
    inputs: report.inputs.map((input) => ({ ...input, byteLength: null })),
    rejects: [],
  }
  const rejects = report.rejects.map(({ code, severity }) => `${code} ${severity}`).sort()
  return { texts: reportFiles(plain).map(({ name, text }) => `${name}\n${text}`), rejects, report }
}

describe('the sample town', () => {
  for (const [from, withBlocks] of [
    ['files', true],
    ['both', true],
    ['osm', false],
  ] as const) {
    it(`shuffled, gives the same bytes: facilities from ${from}, blocks ${withBlocks ? 'from a file' : 'from the map'}`, async () => {
      const straight = await run(null, from, withBlocks)
      const mixed = await run(1, from, withBlocks)
      expect(mixed.rejects).toEqual(straight.rejects)
      mixed.texts.forEach((text, i) => {
        expect(text === straight.texts[i], text.slice(0, text.indexOf('\n'))).toBe(true)
      })
    }, 30_000)
  }

  it('drops nothing without a word: read = used + rejected for every input', async () => {
    for (const from of ['osm', 'files', 'both'] as const) {
      const { report } = await run(null, from, true)
      for (const { role, read, used, rejected } of report.inputs) expect(used + rejected, `${from} ${role}`).toBe(read)
      const facilities = report.inputs.filter(({ role }) => role === 'facilities')
      expect(facilities.reduce((sum, { used }) => sum + used, 0)).toBe(report.facilities.length)
    }
  })

  it('tells its stories: island, too far, across the river, the unknown', async () => {
    const { report } = await run(null, 'files', true)
    const block = (id: string) => report.blocks.find((candidate) => candidate.id === id)!
    expect(block('HD-8').linkStatus).toBe('island')
    expect(block('HD-9').linkStatus).toBe('too-far')
    expect(block('BY-01')).toMatchObject({ demandMethod: 'gates', linkStatus: 'linked' })
    expect(block('LC-Dukou').demandMethod).toBe('buildings')
    expect(block('BY-14').people.population).toBeNull()
    const gaps = report.gaps.filter((gap) => gapCategories(gap)[0] === 'elderly_day_care')
    expect(gaps[0]!.blockIds).toContain('HD-2')
    expect(report.network).toMatchObject({ blockedNodes: 2, restrictedNodes: 35, boxIsDeclared: true })
    expect(report.network.islandKilometres).toBeGreaterThan(0.2)
  })
})
