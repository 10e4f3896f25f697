// --title on every document, and blocks that are asked for by name.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--category', 'pharmacy']
const TITLE = 'Old town <b>& "new"'
const ESCAPED = 'Old town &lt;b&gt;&amp; &quot;new&quot;'
const DOCUMENTS = ['report.html', 'map.html', 'coverage.xlsx', 'coverage.qgs', 'coverage.kepler.json']

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const bytes = (folder: string, name: string) => readFileSync(join(town.path, folder, name))
const read = (folder: string, name: string) => bytes(folder, name).toString('utf8')

describe('--title', () => {
  const also = ['--also', 'html', 'map', 'xlsx', 'qgis', 'kepler']

  it('is the heading of every document, text only; the answer keeps it for documents made later', async () => {
    const { code } = await runCli(town.path, [
      'coverage',
      ...INPUTS,
      '--title',
      ` ${TITLE} `,
      ...also,
      '--out',
      'titled',
    ])
    expect(code).toBe(0)
    for (const page of ['report.html', 'map.html']) {
      expect(read('titled', page)).toContain(`<title>${ESCAPED}</title>`)
      expect(read('titled', page)).toContain(`<h1><bdi>${ESCAPED}</bdi></h1>`)
    }
    expect(read('titled', 'coverage.qgs')).toContain(`<title>${ESCAPED}</title>`)
    expect((JSON.parse(read('titled', 'coverage.kepler.json')) as { info: { title: string } }).info.title).toBe(TITLE)
    expect((JSON.parse(read('titled', 'summary.json')) as { title: string }).title).toBe(TITLE)
    const parts = unzipSync(bytes('titled', 'coverage.xlsx'))
    for (const part of ['docProps/core.xml', 'xl/worksheets/sheet1.xml']) {
      expect(strFromU8(parts[part]!)).toMatch(/Old town &lt;b&gt;&amp; (?:&quot;|")new(?:&quot;|")/)
    }
    await runCli(town.path, ['report', 'titled', ...also, '--out', 'later'])
    for (const name of DOCUMENTS)
      expect([name, bytes('later', name).equals(bytes('titled', name))]).toEqual([name, true])
    await runCli(town.path, ['report', 'titled', '--also', 'html', '--title', 'Another', '--out', 'other'])
    expect(read('other', 'report.html')).toContain('<h1><bdi>Another</bdi></h1>')
  }, 60_000)

  it.each([
    ['', 0],
    ['two\nlines', 9],
    ['x'.repeat(201), 201],
  ])('refuses %j', async (title, length) => {
    const { code, stderr } = await runCli(town.path, ['coverage', ...INPUTS, '--title', title, '--out', 'refused'])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`one line of 1 to 200 characters; it has ${length}`)])
  })

  it('is the name of the extract where none is given', async () => {
    await runCli(town.path, ['coverage', ...INPUTS, '--also', 'html', '--out', 'plain'])
    expect(read('plain', 'report.html')).toContain('<h1><bdi>town</bdi></h1>')
    expect((JSON.parse(read('plain', 'summary.json')) as { title: null }).title).toBeNull()
  })
})

describe('--block', () => {
  const TWINS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'twins.csv', '--category', 'pharmacy']

  it('takes ids and names', async () => {
    const explain = (block: string) => runCli(town.path, ['explain', ...INPUTS, '--block', block, '--json'])
    const byId = await explain('LC-Nanmen')
    expect(byId.code).toBe(0)
    expect((await explain('南门')).stdout).toBe(byId.stdout)
    const { code, stderr } = await explain('南们')
    expect([code, stderr]).toEqual([2, expect.stringContaining('neither by id nor by name')])
    const posters = await runCli(town.path, ['poster', ...INPUTS, '--block', '南门', 'BY-01', '--out', 'pages'])
    expect(posters.stdout).toBe('LC-Nanmen.svg\nBY-01.svg\nposters.html\n')
  })

  it('lists the blocks of a name that several have, with where they are; an id wins over a name', async () => {
    const { writeFileSync } = await import('node:fs')
    const rows = [
      'id,name,community,lon,lat',
      'a1,Twin,East,113.605,34.8',
      'a2,Twin,West,113.612,34.806',
      'Sole,a1,West,113.61,34.803',
    ]
    writeFileSync(join(town.path, 'twins.csv'), `${rows.join('\n')}\n`)
    const twin = await runCli(town.path, ['explain', ...TWINS, '--block', 'Twin'])
    expect(twin.code).toBe(2)
    expect(twin.stderr).toContain(
      'error: "Twin" names 2 blocks.\nhint: Give the id of one of them: a1 (East); a2 (West).',
    )
    const one = await runCli(town.path, ['explain', ...TWINS, '--block', 'a1', '--json'])
    expect((JSON.parse(one.stdout) as { blockId: string }).blockId).toBe('a1')
  })
})

describe('gaps on the terminal', () => {
  it('are told by place, people and kind before their ids', async () => {
    const { stdout } = await runCli(town.path, ['gaps', ...INPUTS, '-o', 'gaps.geojson'])
    expect(stdout).toMatch(/^where +category +people +blocks +nearest +shortest walk +gap\n/)
    expect(stdout).toMatch(/^\p{Script=Han}+(?: and \d+ more)? +pharmacy +[\d,]+ +\d+ .*pharmacy-15min-/mu)
  })

  it('of places without a name say what is near, never an OSM id in its place', async () => {
    const { stdout } = await runCli(town.path, ['gaps', 'town.osm', '--category', 'park', '-o', 'osm-gaps.geojson'])
    for (const line of stdout.split('\n').slice(2)) expect(line).not.toMatch(/^(?:way|node|relation)\//)
  })
})
