// An HTML page printed to PDF by a browser that is installed here, offline. It knows browsers, not what the page shows.
import { execFile } from 'node:child_process'
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Library } from './session.ts'
import { usage } from './usage-error.ts'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
]
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
/** A browser that has not printed by then hangs. */
const TIMEOUT_MS = 120_000
const HINT = usage('hint.print-html')

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The browser to print with: `CHROME_PATH`, else a Chromium, Chrome or Edge where such programs usually are.
 *
 * @throws LivingCircleError `io` where there is none
 */
export function findBrowser(library: Library, environment: Environment): string {
  const { CHROME_PATH } = environment
  if (CHROME_PATH !== undefined && CHROME_PATH !== '') {
    if (isProgram(CHROME_PATH)) return CHROME_PATH
    throw library.problem('io', 'pdf.no-program', { path: CHROME_PATH }, { hint: HINT })
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const windows = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA]
  const candidates = [
    ...NAMES.flatMap((name) => folders.flatMap((folder) => [join(folder, name), join(folder, `${name}.exe`)])),
    ...MAC.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
    ...windows.flatMap((folder) => (folder === undefined ? [] : WINDOWS.map((path) => join(folder, path)))),
  ]
  const found = candidates.find(isProgram)
  if (found !== undefined) return found
  throw library.problem('io', 'pdf.no-browser', {}, { hint: HINT })
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/**
 * Prints an HTML file. The browser gets a profile of its own, which is removed, and may not reach any host.
 *
 * @returns the PDF's bytes, without the times that the browser writes into it: the same page gives the same bytes
 * @throws LivingCircleError `io`
 */
export async function printPdf(
  library: Library,
  browser: string,
  htmlPath: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'living-circle-print-'))
  const pdf = join(folder, 'page.pdf')
  const flags = [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    // Chromium refuses its sandbox to root; the page is our own.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${join(folder, 'profile')}`,
    '--no-pdf-header-footer',
    `--print-to-pdf=${pdf}`,
    pathToFileURL(resolve(htmlPath)).href,
  ]
  try {
    await new Promise<void>((done, fail) => {
      execFile(browser, flags, { signal, timeout: TIMEOUT_MS }, (error) => (error === null ? done() : fail(error)))
    })
    return withoutTimes(readFileSync(pdf))
  } catch (error) {
    signal.throwIfAborted()
    const [why] = String(error instanceof Error ? error.message : error).split('\n')
    throw library.problem('io', 'pdf.failed', { browser, why }, { hint: HINT })
  } finally {
    // A browser that is still going away may hold its profile for a moment.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

/** The dates of a PDF set to the beginning of 1970, in place: nothing moves. */
function withoutTimes(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes)
  for (const match of text.matchAll(/\/(?:CreationDate|ModDate) ?\(D:(\d{14})/g)) {
    const at = match.index + match[0].length - 14
    for (const [index, digit] of [...'19700101000000'].entries()) bytes[at + index] = digit.charCodeAt(0)
  }
  return bytes
}
