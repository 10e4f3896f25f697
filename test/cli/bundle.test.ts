// The built command line: a few files beside each other that find the package, the sample town and their worker.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const bundle = join(root, 'dist/cli')
const command = (...argv: string[]) =>
  execFileSync(process.execPath, [join(root, 'bin/living-circle.js'), ...argv], { encoding: 'utf8' })

describe.skipIf(!existsSync(join(bundle, 'main.js')))('the bundled command line', () => {
  it('knows its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(command('--version')).toBe(`${version}\n`)
  })

  it('holds the packages that it needs at every start, with their licences', () => {
    const files = readdirSync(bundle).filter((name) => name.endsWith('.js'))
    const text = files.map((name) => readFileSync(join(bundle, name), 'utf8')).join('')
    const outside = [...text.matchAll(/^import [^'"]*?from\s*"([^"./][^"]*)"/gm)].map(([, name]) => name!)
    expect([...new Set(outside)].filter((name) => !name.startsWith('node:'))).toEqual(['saxes'])
    const inside = [...text.matchAll(/^\s*(?:\/\/ |")\S*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)].map(
      ([, name]) => name!,
    )
    expect(inside).toContain('commander')
    const licences = readFileSync(join(bundle, 'LICENSES.txt'), 'utf8')
    for (const name of new Set(inside)) expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'))
  })

  it('has its worker beside it, which starts', { timeout: 30_000 }, async () => {
    const worker = new Worker(join(bundle, 'worker-sweep.js'))
    const said = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
    await worker.terminate()
    expect(said).toEqual({ kind: 'ready' })
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
