// A real Chromium for tests of pages: no server, no network. Tests that need it are skipped where it is not installed.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'

export const hasChromium = existsSync(CHROMIUM)

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium; `webgl` draws with the processor, otherwise there is no WebGL at all. */
export async function startChromium(webgl = false): Promise<Browser> {
  const more = webgl
    ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader']
    : ['--disable-gpu', '--disable-3d-apis']
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: [...FLAGS, ...more] })
}

/** A page opened from a file, and what it did that it should not: console errors, refused content, requests to anywhere. */
export interface OpenedPage {
  readonly page: Page
  readonly problems: string[]
  close(): Promise<void>
}

/** Opens HTML from a file, as from a USB stick. */
export async function openFile(browser: Browser, html: string, width = 1280, height = 900): Promise<OpenedPage> {
  const folder = mkdtempSync(join(tmpdir(), 'living-circle-'))
  const path = join(folder, 'page.html')
  writeFileSync(path, html)
  const url = pathToFileURL(path).href
  const page = await browser.newPage({ viewport: { width, height } })
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`))
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const target = request.url()
    if (target !== url && !target.startsWith('blob:') && !target.startsWith('data:'))
      problems.push(`request: ${target}`)
  })
  await page.goto(url)
  return {
    page,
    problems,
    close: async () => {
      await page.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
