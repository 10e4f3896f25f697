// Project files: the command line as a file. The same options give the same bytes either way, and what cannot be meant is refused.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/command-list.ts'
import { lastingOptions, optionName } from '../../src/cli/project/option-kinds.ts'
import type { Session } from '../../src/cli/session.ts'
import { projectSchema } from './project-schema.ts'
import { runCli, townFolder } from './run-cli.ts'

const page = new URL('../../docs/project.schema.json', import.meta.url)
if (process.env.UPDATE_DOCS === '1') writeFileSync(page, `${JSON.stringify(projectSchema())}\n`)

const BASE = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']
let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const file = (name: string) => readFileSync(join(town.path, name))
const json = (name: string) => JSON.parse(file(name).toString())
const write = (name: string, value: unknown) => writeFileSync(join(town.path, name), JSON.stringify(value))
const run = (...argv: string[]) => runCli(town.path, argv)

/** Files of two results are the same, but for what run.json says of where things lie. */
function expectSame(one: string, other: string) {
  const [a, b] = [json(`${one}/run.json`), json(`${other}/run.json`)]
  expect(b.outputs).toEqual(a.outputs)
  expect(b.runId).toBe(a.runId)
}

describe('run', () => {
  it('has a schema that follows from the options', () => {
    expect(JSON.parse(readFileSync(page, 'utf8'))).toEqual(JSON.parse(JSON.stringify(projectSchema())))
  })

  it('does what the command line does, from a file elsewhere', async () => {
    expect((await run('coverage', ...BASE, '--minutes', '5,12', '--out', 'plain', '-q')).code).toBe(0)
    const project = {
      $schema: 'project.schema.json',
      area: 'town.osm',
      facilities: 'facilities.csv',
      blocks: 'blocks.geojson',
      gates: 'gates.csv',
      minutes: [5, 12],
      out: 'from-project',
    }
    write('project.json', project)
    expect(new Ajv({ strict: false }).validate(projectSchema(), project)).toBe(true)
    const elsewhere = await runCli(join(town.path, 'tables'), ['run', '../project.json', '-q'])
    expect(elsewhere).toMatchObject({ code: 0 })
    expectSame('plain', 'from-project')
  })

  it('runs again what run.json and summary.json say, with defaults spelt out', async () => {
    expect((await run('run', 'plain/run.json', '--out', 'again', '-q')).code).toBe(0)
    expect((await run('run', 'plain/summary.json', '--out', 'again-2', '-q')).code).toBe(0)
    expectSame('plain', 'again')
    expectSame('plain', 'again-2')
    const { options } = json('plain/run.json')
    expect(options).toMatchObject({
      profile: 'adult',
      closed: 'gates',
      private: 'residents',
      demand: 'auto',
      crs: ['auto'],
    })
    expect(new Ajv({ strict: false }).validate(projectSchema(), { command: 'coverage', ...options })).toBe(true)
  })

  it('takes other values for this time, with paths from here on', async () => {
    expect((await run('run', 'project.json', '--set', 'minutes=10', 'profile=frail', '--out', 'set', '-q')).code).toBe(
      0,
    )
    expect(json('set/run.json').options).toMatchObject({ minutes: [10], profile: 'frail' })
    const here = await runCli(join(town.path, 'tables'), [
      'run',
      '../project.json',
      '--set',
      'gates=../gates.csv',
      '--out',
      '../set-2',
      '-q',
    ])
    expect(here.code).toBe(0)
    expectSame('plain', 'set-2')
  })

  it('saves what was said, and comes to the same by it', async () => {
    const options = [
      '--profile',
      'older',
      '--crs',
      'blocks=wgs84',
      'facilities=auto',
      '--category',
      'nursery',
      '幼儿园',
      '--max-link-metres',
      '150',
    ]
    const more = [
      '--title',
      '-- a title',
      '--levels',
      '--hours',
      '--private',
      'ordinary',
      '--out-crs',
      'wgs84',
      '--demand-rate',
      'built-in',
      '--gzip',
    ]
    const saved = await run(
      'coverage',
      ...BASE,
      ...options,
      ...more,
      '--out',
      'said',
      '--save-project',
      'saved.json',
      '-q',
    )
    expect(saved).toMatchObject({ code: 0 })
    expect(Object.keys(json('saved.json'))).not.toContain('closed')
    expect((await run('run', 'saved.json', '--out', 'said-again', '-q')).code).toBe(0)
    expectSame('said', 'said-again')
  })

  it.each([
    [{ area: 'town.osm', minuts: [5] }, 'minuts', 'minutes'],
    [{ area: 'town.osm', maxLinkMetres: 5 }, 'maxLinkMetres', 'max-link-metres'],
    [{ command: 'coverge', area: 'town.osm' }, 'coverge', 'coverage'],
    [{ command: 'run', area: 'town.osm' }, 'run', 'coverage, scenario'],
    [JSON.parse('{"area": "town.osm", "__proto__": {"out": "x"}}'), '__proto__', 'docs/project.schema.json'],
    [{ area: 'town.osm', out: 'x', overwrite: 'yes' }, 'overwrite', 'true'],
    [{ area: 'town.osm', out: 'x', blocks: ['a', 'b'] }, 'blocks', 'text'],
    [{ area: 'town.osm', out: 'x', facilities: [{}] }, 'facilities', 'list'],
    [{ area: 5, out: 'x' }, 'area', ''],
    [{ area: 'town.osm', out: 'x', minutes: [0] }, '--minutes', ''],
    [{ area: 'town.osm', out: 'x', closed: 'doors' }, '--closed', 'gates'],
  ])('refuses %j', async (project, said, hint) => {
    write('wrong.json', project)
    const { code, stderr } = await run('run', 'wrong.json')
    expect(code).toBe(2)
    expect(stderr).toContain(said)
    expect(stderr).toContain(hint)
  })

  it('refuses what is no project at all', async () => {
    for (const text of ['', '[]', 'null', '{"area": ', '"x"']) {
      writeFileSync(join(town.path, 'none.json'), text)
      expect((await run('run', 'none.json')).code).toBe(3)
    }
    writeFileSync(
      join(town.path, 'deep.json'),
      `{"area": "town.osm", "out": "x", "blocks": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    )
    expect((await run('run', 'deep.json')).code).toBe(2)
  })

  it('knows for every lasting option of coverage how it is written down', () => {
    const command = COMMANDS.map((make) => make({ lang: 'en' } as Session)).find((one) => one.name() === 'coverage')!
    const names = lastingOptions(command).map(optionName)
    expect(names).toContain('facilities')
    expect(names.filter((name) => ['out', 'overwrite', 'json', 'threads', 'fail-under'].includes(name))).toEqual([])
  })
})
