// Every example of the public docstrings and of the README's library part is compiled and run, and says the truth: a line
// `expression // value` must give a value that the comment begins with (a comment in words is left alone; examples that name files
// of the reader's are compiled only).
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRemedies, toPosterSvg } from '../src/index.ts'
import { readMaplibreAssets } from '../src/node/maplibre-assets.ts'
import { basemapFromOsm, facilitiesFromOsm, plainBasemap } from '../src/parts.ts'
import { analyseSampleTown, loadSampleTown } from './sample-analysis.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'test', '.examples')

interface Example {
  readonly name: string
  readonly code: string
}

function docExamples(): Example[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'))
  return files.sort().flatMap((file) => {
    const text = readFileSync(join(root, 'src', file), 'utf8')
    const blocks = [...text.matchAll(/@example\s*\n\s*\* ```ts\n([\s\S]*?)\n\s*\* ```/g)]
    return blocks.map((match, i) => ({
      name: `src/${file} ${i + 1}`,
      code: match[1]!.replace(/^\s*\* ?/gm, ''),
    }))
  })
}

/** Of the README and of the cookbook. */
function readmeExamples(): Example[] {
  return ['README.md', 'docs/cookbook.md'].flatMap(examplesOf)
}

function examplesOf(page: string): Example[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match, i) => ({ name: `${page} ${i + 1}`, code: match[1]! }))
}

const examples = [...docExamples(), ...readmeExamples()]

/** Turns `expression // value` into a recorded pair and points the package's name at the sources. */
function runnable(code: string): string {
  const lines = code.split('\n').map((line) => {
    const match = /^((?!const |let |import |await |for |if |export )[^\s/}].*?);?\s+\/\/ (.+)$/.exec(line)
    return match === null ? line : `said.push([${match[1]}, ${JSON.stringify(match[2])}])`
  })
  const body = lines
    .join('\n')
    .replaceAll("'living-circle/parts'", "'../../src/parts.ts'")
    .replaceAll("'living-circle/node'", "'../../src/node/index.ts'")
    .replaceAll("'living-circle/browser'", "'../../src/browser/index.ts'")
    .replaceAll("'living-circle'", "'../../src/index.ts'")
  return `${body}\nexport {}\ndeclare global { var examplesSaid: [unknown, string][] }\n`.replaceAll(
    'said.push(',
    'globalThis.examplesSaid.push(',
  )
}

const written = (value: unknown): string => inspect(value, { depth: 6, breakLength: Infinity, compact: true })
const withoutSpaces = (text: string): string => text.replace(/\s+/g, '')
/** True where a comment begins with the value and not with a longer one: `0.6` does not say 0. */
function says(comment: string, value: unknown): boolean {
  const [said, wanted] = [withoutSpaces(comment), withoutSpaces(written(value))]
  return said.startsWith(wanted) && !(/\w$/.test(wanted) && /^[.\d]/.test(said.slice(wanted.length)))
}
const isLiteral = (comment: string): boolean => /^(-?\d|'|"|\[|\{|(true|false|null|undefined)\b)/.test(comment)

describe('examples', () => {
  beforeAll(async () => {
    await declareKnownValues()
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    examples.forEach(({ code }, i) => {
      writeFileSync(join(folder, `example-${i}.ts`), runnable(code))
    })
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('exist', () => {
    expect(examples.length).toBeGreaterThan(8)
  })

  it('compile', { timeout: 60_000 }, () => {
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: { noUnusedLocals: false },
      include: ['*.ts', '../../src/**/*.d.ts'],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    try {
      execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
        encoding: 'utf8',
      })
    } catch (error) {
      const names = examples.map(({ name }, i) => `example-${i} = ${name}`).join('\n')
      expect.fail(`${(error as { stdout?: string }).stdout}\n${names}`)
    }
  })

  examples.forEach(({ name, code }, i) => {
    // What only its reader has (files, answers of their own) is compiled, not run.
    if (code.includes('openFile(') || declaredNames(code).some((name) => !KNOWN_VALUES.includes(name))) return
    it(name, { timeout: 30_000 }, async () => {
      globalThis.examplesSaid = []
      const cwd = process.cwd()
      await import(/* @vite-ignore */ join(folder, `example-${i}.ts`))
      expect(relative(cwd, process.cwd())).toBe('')
      for (const [value, comment] of globalThis.examplesSaid) {
        expect(says(comment, value) || !isLiteral(comment), `${written(value)} // ${comment}`).toBe(true)
      }
    })
  })
})

declare global {
  var examplesSaid: [unknown, string][]
}

/** Names that an example takes as given. */
const declaredNames = (code: string): string[] =>
  Array.from(code.matchAll(/^declare const (\w+):/gm), ([, name]) => name!)
/** Those that stand for something of the sample town. */
const KNOWN_VALUES = [
  ...['area', 'blocks', 'posters', 'assets', 'report', 'study', 'network', 'impedance', 'raw', 'fromOsm', 'fromFile'],
  ...['basemap', 'remedies'],
]

/** Values that examples may take as given by `declare const report: AccessReport` and the like: those of the sample town. */
async function declareKnownValues(): Promise<void> {
  const { area, facilities, report, study } = await analyseSampleTown()
  const known = {
    area,
    blocks: (await loadSampleTown()).blocks.blocks,
    posters: [toPosterSvg(report, plainBasemap(report.network.box), 0)],
    assets: await readMaplibreAssets(),
    report,
    study,
    network: area.network,
    impedance: study.time,
    raw: area.raw,
    fromOsm: (await facilitiesFromOsm(area.raw)).facilities,
    fromFile: facilities.facilities,
    basemap: await basemapFromOsm(area.raw),
    remedies: (await findRemedies(area, facilities, { report, study })).remedies,
  }
  Object.assign(globalThis, known)
}
