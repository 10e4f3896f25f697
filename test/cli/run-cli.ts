// Runs the command line in this process, in a folder of its own that holds copies of the sample town.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { main } from '../../src/cli/main.ts'
import type { TerminalStreams } from '../../src/cli/terminal.ts'

export const SAMPLE_TOWN = fileURLToPath(new URL('../../data/sample-town/', import.meta.url))

export interface CliResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A new folder with the sample town's files; `done()` removes it. */
export function townFolder(): { readonly path: string; readonly done: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'living-circle-cli-'))
  cpSync(SAMPLE_TOWN, path, { recursive: true })
  return { path, done: () => rmSync(path, { recursive: true, force: true }) }
}

export interface RunSettings {
  readonly terminal?: boolean
  readonly environment?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** Called with each piece of stderr. */
  readonly onStderr?: (text: string) => void
}

/** Runs `living-circle …` in a folder. */
export async function runCli(folder: string, argv: readonly string[], settings: RunSettings = {}): Promise<CliResult> {
  let stdout = ''
  let stderr = ''
  const streams: TerminalStreams = {
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
      settings.onStderr?.(text)
    },
    stdoutIsTerminal: settings.terminal === true,
    stderrIsTerminal: settings.terminal === true,
    environment: settings.environment ?? {},
  }
  const before = process.cwd()
  process.chdir(folder)
  try {
    const code = await main(argv, streams, settings.signal ?? new AbortController().signal)
    return { code, stdout, stderr }
  } finally {
    process.chdir(before)
  }
}
