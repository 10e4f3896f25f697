// The pool of web workers in a real Chromium: the same bytes as on one thread, one thread and the reason where memory cannot be shared,
// cancelling, errors that cross. Pages come from a server on this machine, with and without the headers that isolate them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SweepMethod } from '../../src/search/reached-times.ts'
import { sweepReachedTimes } from '../../src/search/reached-times.ts'
import { bytesOf, squares } from '../node/squares.ts'
import { hasChromium, startChromium } from '../report/browser.ts'
import { problemOf } from '../search/random-streets.ts'
import type { TestPage } from './page.ts'

const FILES = ['page.js', 'worker-sweep.js']
const PAGE = '<!doctype html><meta charset="utf-8"><title>pool</title><script type="module" src="page.js"></script>'
const ISOLATING = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

let folder: string
let server: Server
let browser: Browser

/** `/isolated/` and `/plain/` hold the same page. */
function serve(): Promise<Server> {
  const answer = createServer(({ url = '' }, response) => {
    const [, kind, name] = /^\/(isolated|plain)\/(.*)$/.exec(url) ?? []
    const headers = kind === 'isolated' ? ISOLATING : {}
    if (name === '') response.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end(PAGE)
    else if (name !== undefined && FILES.includes(name)) {
      response.writeHead(200, { ...headers, 'Content-Type': 'text/javascript' }).end(readFileSync(join(folder, name)))
    } else response.writeHead(404).end()
  })
  return new Promise((resolve) => answer.listen(0, '127.0.0.1', () => resolve(answer)))
}

async function withPage<T>(kind: 'isolated' | 'plain', use: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage()
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${kind}/`)
    await page.waitForFunction(() => 'testPage' in globalThis)
    return await use(page)
  } finally {
    await page.close()
  }
}

/** Calls a function of the page; `globalThis.testPage` is there only. */
function call<K extends keyof TestPage>(page: Page, name: K, ...given: Parameters<TestPage[K]>) {
  const run = ([name, given]: [string, unknown[]]) =>
    (globalThis as unknown as { testPage: Record<string, (...given: unknown[]) => unknown> }).testPage[name]!(...given)
  return page.evaluate(run, [name, given] as [string, unknown[]]) as Promise<Awaited<ReturnType<TestPage[K]>>>
}

const inNode = (method: SweepMethod) =>
  bytesOf(sweepReachedTimes({ ...problemOf(squares(45)), method, nearestCount: 2 }))

describe.skipIf(!hasChromium)('createSweepPool in a browser', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'living-circle-browser-'))
    const source = (path: string) => fileURLToPath(new URL(path, import.meta.url))
    await build({
      entryPoints: { page: source('page.ts'), 'worker-sweep': source('../../src/browser/worker-sweep.ts') },
      outdir: folder,
      bundle: true,
      platform: 'browser',
      format: 'esm',
    })
    server = await serve()
    browser = await startChromium()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await new Promise((resolve) => server?.close(resolve))
    rmSync(folder, { recursive: true, force: true })
  })

  it('gives the bytes of one thread on an isolated page, from either side, and shares the work', async () => {
    await withPage('isolated', async (page) => {
      expect(await call(page, 'isolation')).toEqual({ crossOriginIsolated: true, hasSharedMemory: true })
      const { warm, threads, why, visits, found } = await call(page, 'sweeps', { threads: 2 })
      expect({ warm, threads, why }).toEqual({ warm: 2, threads: 2, why: null })
      expect(visits.length).toBe(2)
      expect(visits[1]).toBeGreaterThan(0)
      expect(found.map(({ times }) => times)).toEqual([inNode('from-origins'), inNode('from-facilities')])
      expect(found.map(({ alone }) => alone)).toEqual(found.map(({ times }) => times))
    })
  }, 60_000)

  it('does it all on one thread on a page that is not isolated, and says why', async () => {
    await withPage('plain', async (page) => {
      expect(await call(page, 'isolation')).toEqual({ crossOriginIsolated: false, hasSharedMemory: false })
      const { warm, threads, why, found } = await call(page, 'sweeps', { threads: 2 })
      expect({ warm, threads }).toEqual({ warm: 1, threads: 1 })
      expect(why).toContain('not cross-origin isolated')
      expect(why).toContain('Cross-Origin-Opener-Policy: same-origin')
      expect(found.map(({ times }) => times)).toEqual([inNode('from-origins'), inNode('from-facilities')])
    })
  }, 60_000)

  it('does without workers whose file cannot be had, and says why', async () => {
    await withPage('isolated', async (page) => {
      const { warm, why, times, alone } = await call(page, 'missingWorker')
      expect(warm).toBe(1)
      expect(why).toBe('No thread could be started: the worker file could not be loaded')
      expect(times).toEqual(alone)
    })
  }, 60_000)

  it.each(['from-origins', 'from-facilities'] as const)(
    'stops when told to, %s, and can go on',
    async (method) => {
      await withPage('isolated', async (page) => {
        const { error, left, byWorker, again, alone } = await call(page, 'cancelled', method)
        expect(error).toMatchObject({ code: 'aborted' })
        expect(left).toBeGreaterThan(0)
        expect(byWorker).toBe(0)
        expect(again).toEqual(alone)
      })
    },
    60_000,
  )

  it('hands over what went wrong in a worker', async () => {
    await withPage('isolated', async (page) => {
      const { error, again, alone } = await call(page, 'brokenWorker')
      expect(error).toMatchObject({ code: 'internal' })
      expect(again).toEqual(alone)
    })
  }, 60_000)
})
