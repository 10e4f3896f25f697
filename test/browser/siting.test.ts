// Siting in a real browser: HiGHS as a page comes by it, and the very choice that Node makes.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { solveSiting } from '../../src/plan/siting/solve-siting.ts'
import { hasChromium, startChromium } from '../report/browser.ts'
import { placesInSquare } from './siting-page.ts'

const highs = (name: string) => fileURLToPath(new URL(`../../node_modules/highs/build/${name}`, import.meta.url))

it.skipIf(!hasChromium)('says in a page what it says in Node', { timeout: 120_000 }, async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('siting-page.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  })
  const files: Readonly<Record<string, readonly [string, string | Uint8Array]>> = {
    '/': ['text/html', '<!doctype html><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', outputFiles[0]!.contents],
    '/highs.mjs': ['text/javascript', readFileSync(highs('highs.mjs'))],
    '/highs.wasm': ['application/wasm', readFileSync(highs('highs.wasm'))],
  }
  const server = createServer(({ url }, response) => {
    const [type, content] = files[url ?? ''] ?? ['text/plain', '']
    response.setHeader('content-type', type)
    response.end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await startChromium()
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction(() => 'siting' in globalThis)
    const inPage = await page.evaluate(() => (globalThis as unknown as { siting(): Promise<unknown> }).siting())
    const { status, objective, bound, chosen, provedBy } = await solveSiting(placesInSquare())
    expect(inPage).toEqual({ status, objective, bound, chosen, provedBy })
    expect([status, provedBy]).toEqual(['optimal', 'highs'])
  } finally {
    await browser.close()
    await new Promise((resolve) => server.close(resolve))
  }
})
