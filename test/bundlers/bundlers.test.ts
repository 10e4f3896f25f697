// The package as others use it: packed, installed in a project of its own, bundled by esbuild, Vite (dev and build) and webpack, run in Node
// and in Chromium. Threads must start in every one of them, and the same number come out.
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { build as esbuild } from 'esbuild'
import type { Browser } from 'playwright-core'
import { createServer as createViteServer, build as viteBuild } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import webpack from 'webpack'
import { hasChromium, startChromium } from '../report/browser.ts'
import { type FreshProject, freshProject, lacks, townProgram } from './fresh-project.ts'

const ISOLATING = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
const TOLD = { threads: 2, why: null, metres: '333.6' }
const page = (script: string, head = '') =>
  `<!doctype html><meta charset="utf-8"><title>town</title>${head}<script type="module" src="${script}"></script>`

let project: FreshProject
let server: Server
let browser: Browser | undefined

describe.skipIf(lacks !== undefined)('the package in a project of somebody else', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    project = freshProject()
    if (project.why !== undefined) console.warn(`Skipped: ${project.why}`)
    project.write('page.js', townProgram('living-circle/browser', 'globalThis.told = result'))
    project.write('index.html', page('/page.js'))
    server = await serve(project.path)
    if (hasChromium) browser = await startChromium()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await new Promise((resolve) => server.close(resolve))
    project.remove()
  })

  it('runs in Node as it is, as a module and by require, and bundled into one file of either kind', async (context) => {
    if (project.why !== undefined) return context.skip()
    const program = townProgram('living-circle/node', 'console.log(JSON.stringify(result))')
    const plain = project.write('plain.mjs', program)
    const files = [plain]
    for (const [format, end] of [
      ['esm', 'mjs'],
      ['cjs', 'cjs'],
    ] as const) {
      const outfile = join(project.path, `alone-${end}`, `app.${end}`)
      await esbuild({
        entryPoints: [plain],
        outfile,
        bundle: true,
        platform: 'node',
        format,
        logLevel: 'silent',
      })
      files.push(outfile)
    }
    const required = `const { analyseAccess, createSweepPool } = require('living-circle/node')
      require('living-circle'); require('living-circle/parts'); require('living-circle/browser')
      console.log(typeof analyseAccess, typeof createSweepPool)`
    // Moved away from node_modules, bundles stand alone.
    for (const file of files) expect([file, JSON.parse(runNode(file))]).toEqual([file, TOLD])
    expect(runNode(project.write('required.cjs', required)).trim()).toBe('function function')
  })

  it('has a page of one file by esbuild, Vite and webpack, and without any bundler', async (context) => {
    if (project.why !== undefined || browser === undefined) return context.skip()
    const entry = join(project.path, 'page.js')
    await esbuild({
      entryPoints: [entry],
      outfile: at('esbuild/page.js'),
      bundle: true,
      format: 'esm',
      logLevel: 'silent',
    })
    await viteBuild({ root: project.path, base: './', logLevel: 'silent', build: { outDir: 'vite', target: 'es2022' } })
    await byWebpack(entry, at('webpack'))
    for (const name of ['esbuild', 'webpack']) project.write(`${name}/index.html`, page('page.js'))
    const map =
      '<script type="importmap">{"imports":{"living-circle/browser":"/node_modules/living-circle/dist/living-circle.browser.js"}}</script>'
    project.write('alone/index.html', page('/page.js', map))
    const { port } = server.address() as AddressInfo
    for (const name of ['esbuild', 'vite', 'webpack', 'alone']) {
      expect([name, await toldBy(`http://127.0.0.1:${port}/${name}/`)]).toEqual([name, TOLD])
    }
    expect(statSync(at('node_modules/living-circle/dist/living-circle.browser.js')).size).toBeLessThan(2_300_000)
  })

  it('has a page from the server of Vite while one develops', async (context) => {
    if (project.why !== undefined || browser === undefined) return context.skip()
    const vite = await createViteServer({
      root: project.path,
      logLevel: 'silent',
      server: { headers: ISOLATING, port: 0, host: '127.0.0.1' },
    })
    try {
      await vite.listen()
      const { port } = vite.httpServer!.address() as AddressInfo
      expect(await toldBy(`http://127.0.0.1:${port}/`)).toEqual(TOLD)
    } finally {
      await vite.close()
    }
  })

  it('works on one thread where a content security policy forbids workers from Blobs, and with startWorker on two', async (context) => {
    if (project.why !== undefined || browser === undefined) return context.skip()
    await esbuild({
      entryPoints: {
        page: join(project.path, 'page.js'),
        worker: at('node_modules/living-circle/dist/browser/worker-sweep.js'),
      },
      outdir: at('strict'),
      bundle: true,
      format: 'esm',
      logLevel: 'silent',
    })
    const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'; worker-src 'self'">`
    project.write('strict/index.html', page('page.js', policy))
    project.write(
      'strict/options.js',
      `globalThis.poolOptions = { startWorker: () => new Worker('worker.js', { type: 'module' }) }`,
    )
    project.write(
      'strict/own/index.html',
      page('page.js', `${policy}<base href="../"><script src="options.js"></script>`),
    )
    const { port } = server.address() as AddressInfo
    const alone = await toldBy(`http://127.0.0.1:${port}/strict/`)
    expect(alone).toMatchObject({ threads: 1, metres: '333.6' })
    expect(String((alone as { why: unknown }).why)).toMatch(/^No thread could be started/)
    expect(await toldBy(`http://127.0.0.1:${port}/strict/own/`)).toEqual(TOLD)
  })
})

const at = (name: string) => join(project.path, name)
const runNode = (file: string) =>
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', file], { encoding: 'utf8', timeout: 30_000 })

function byWebpack(entry: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    webpack(
      {
        mode: 'production',
        entry,
        context: project.path,
        output: { path, filename: 'page.js' },
        target: 'web',
        performance: false,
      },
      (error, stats) => {
        if (error !== null) reject(error)
        else if (stats?.hasErrors() === true)
          reject(new Error(stats.toString({ all: false, errors: true }).slice(0, 2_000)))
        else resolve()
      },
    )
  })
}

async function toldBy(address: string): Promise<unknown> {
  const tab = await browser!.newPage()
  const problems: string[] = []
  tab.on('pageerror', (error) => problems.push(error.message))
  try {
    await tab.goto(address)
    await tab
      .waitForFunction(() => 'told' in globalThis, undefined, { timeout: 15_000 })
      .catch(() => {
        throw new Error(`${address} tells nothing: ${problems.join('; ')}`)
      })
    return await tab.evaluate(() => (globalThis as unknown as { told: unknown }).told)
  } finally {
    await tab.close()
  }
}

/** Files of the project, isolated; on this machine only. */
function serve(folder: string): Promise<Server> {
  const kinds: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }
  const answer = createServer(({ url = '/' }, response) => {
    const name = url.endsWith('/') ? `${url}index.html` : url
    try {
      const body = readFileSync(join(folder, decodeURIComponent(name)))
      response
        .writeHead(200, { ...ISOLATING, 'Content-Type': kinds[extname(name)] ?? 'application/octet-stream' })
        .end(body)
    } catch {
      response.writeHead(404, ISOLATING).end()
    }
  })
  return new Promise((resolve) => answer.listen(0, '127.0.0.1', () => resolve(answer)))
}
