// The built command line: a few files that find the package and the sample town, and hold the code of their worker.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const bundle = join(root, 'dist/cli')
const chunks = join(root, 'dist/chunks')
const command = (...argv: string[]) =>
  execFileSync(process.execPath, [join(root, 'bin/living-circle.js'), ...argv], { encoding: 'utf8' })

describe.skipIf(!existsSync(join(bundle, 'main.js')))('the bundled command line', () => {
  it('knows its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(command('--version')).toBe(`${version}\n`)
  })

  it('holds the packages that it needs at every start, with their licences', () => {
    const filesOf = (end: string) =>
      [bundle, chunks].flatMap((folder) =>
        readdirSync(folder).flatMap((name) => (name.endsWith(end) ? readFileSync(join(folder, name), 'utf8') : [])),
      )
    const outside = filesOf('.js').flatMap((text) =>
      [...text.matchAll(/(?:^|;)import\b[^'"();]*?(?:from)?\s*"([^"./][^"]*)"/gm)].map(([, name]) => name!),
    )
    expect([...new Set(outside)].filter((name) => !name.startsWith('node:'))).toEqual(['saxes'])
    const sources = filesOf('.js.map').flatMap((map) => (JSON.parse(map) as { sources: string[] }).sources)
    const inside = sources.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [])
    expect(inside).toContain('commander')
    const licences = readFileSync(join(root, 'dist/LICENSES.txt'), 'utf8')
    for (const name of new Set(inside)) expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'))
  })

  it('holds the code of its worker, which starts', { timeout: 30_000 }, async () => {
    const { createSweepPool } = (await import(
      join(root, 'dist/doors/node.js')
    )) as typeof import('../../src/node/index.ts')
    const pool = createSweepPool({ threads: 2 })
    expect([await pool.warmUp(), pool.whyOneThread]).toEqual([2, null])
    await pool.close()
  })

  it('has maps that lead from a stack trace back to the sources, line by line', () => {
    const program = `import { createSweepPool } from ${JSON.stringify(join(root, 'dist/doors/node.js'))}
      try { createSweepPool({ threads: -3 }) } catch ({ stack }) { console.log(stack) }`
    const argv = ['--enable-source-maps', '--input-type=module', '-e', program]
    const stack = execFileSync(process.execPath, argv, { encoding: 'utf8' })
    const line = Number(/createPoolIn .*src\/threads\/sweep-pool\.ts:(\d+)/.exec(stack)?.[1])
    const source = readFileSync(join(root, 'src/threads/sweep-pool.ts'), 'utf8').split('\n')
    expect(source.slice(line - 2, line + 1).join('\n')).toContain('throw problem(')
  })

  it('writes what the sources write, byte for byte', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'living-circle-bundle-'))
    const [bundled, plain] = [join(folder, 'bundled'), join(folder, 'plain')]
    command('demo', '--quiet', '--out', bundled)
    const ignore = () => true
    const streams = {
      stdout: ignore,
      stderr: ignore,
      stdoutIsTerminal: false,
      stderrIsTerminal: false,
      environment: {},
    }
    expect(await main(['demo', '--quiet', '--out', plain], streams)).toBe(0)
    const filesIn = (path: string) =>
      readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(path, join(parentPath, name)))
    const names = filesIn(plain)
    expect(names).toContain(join('plan', 'report.html'))
    expect(filesIn(bundled)).toEqual(names)
    for (const name of names) {
      expect(readFileSync(join(bundled, name)).equals(readFileSync(join(plain, name))), name).toBe(true)
    }
    rmSync(folder, { recursive: true })
  })
})
