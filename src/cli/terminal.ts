// What people see: results on stdout, narration and progress on stderr. Colours and bars only on a terminal, and never with
// NO_COLOR. It does not know what the words mean.
import { padCell } from './tables/text-table.ts'

/** Where a run writes, and what it knows about the other side. */
export interface TerminalStreams {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly stderrIsTerminal: boolean
  readonly stdoutIsTerminal: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Waits until all is written; why a stream takes no more, where it does not. */
  readonly settled?: () => Promise<LostStreams>
}

/** Streams that took no more, and why. */
export interface LostStreams {
  readonly stdout: Error | undefined
  readonly stderr: Error | undefined
}

const BAR_CELLS = 24
/** A bar is drawn anew after this long at the earliest. */
const REDRAW_MS = 80

/** What stands before an error, a hint, a warning. */
export interface TerminalLabels {
  readonly error: string
  readonly hint: string
  readonly warning: string
}

/** Control characters but tab and line ends: names in files may hold what steers a terminal. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g

function withoutControl(text: string): string {
  return text.replace(CONTROL, '\ufffd')
}

/** A result without what steers a terminal; what {@link Terminal.bold} has put in stays. Beyond ASCII it is data, for programs. */
function shownResult(text: string, isTerminal: boolean): string {
  if (!isTerminal) return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '\ufffd')
  return text
    .split(/(\u001b\[[01]m)/)
    .map((part, at) => (at % 2 === 1 ? part : withoutControl(part)))
    .join('')
}

export class Terminal {
  quiet = false
  labels: TerminalLabels = { error: 'error:', hint: 'hint:', warning: 'warning:' }
  readonly #streams: TerminalStreams
  #bar = ''
  #drawnAt = 0

  constructor(streams: TerminalStreams) {
    this.#streams = streams
  }

  /** A result: to stdout, as it is. */
  result(text: string): void {
    this.#clearBar()
    this.#streams.stdout(shownResult(text, this.#streams.stdoutIsTerminal))
  }

  /** A line of narration: to stderr, unless `--quiet`. */
  note(text: string): void {
    if (this.quiet) return
    this.#clearBar()
    this.#streams.stderr(`${withoutControl(text)}\n`)
  }

  /** Help after a wrong command line: to stderr, as it is. */
  diagnostic(text: string): void {
    this.#clearBar()
    this.#streams.stderr(text)
  }

  /** A line that is not to be missed: to stderr, also with `--quiet`. */
  warn(text: string): void {
    this.#clearBar()
    this.#labelled(33, this.labels.warning, text)
  }

  /** What went wrong and what to do next. */
  error(message: string, hint: string | undefined): void {
    this.#clearBar()
    this.#labelled(31, this.labels.error, message)
    if (hint !== undefined) this.#labelled(36, this.labels.hint, hint)
  }

  /** How far a step is: a bar on a terminal, nothing elsewhere. */
  progress(step: string, done: number, total: number): void {
    if (this.quiet || !this.#streams.stderrIsTerminal) return
    const now = performance.now()
    if (now - this.#drawnAt < REDRAW_MS && done !== total) return
    this.#drawnAt = now
    const part = total > 0 ? Math.min(1, done / total) : 0
    const full = Math.round(part * BAR_CELLS)
    const bar =
      total > 0
        ? `${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${padCell(`${Math.floor(part * 100)}%`, 4, true)}`
        : '…'
    this.#bar = `${padCell(step, 12, false)} ${bar}`
    this.#streams.stderr(`\r${this.#bar}\u001b[K`)
  }

  /** Removes the bar, if there is one. */
  finish(): void {
    this.#clearBar()
  }

  /** Waits until all is written: what is made piece by piece does not pile up, and stops where nobody takes it. */
  async settled(): Promise<LostStreams> {
    return (await this.#streams.settled?.()) ?? { stdout: undefined, stderr: undefined }
  }

  bold(text: string): string {
    return this.#paint(1, withoutControl(text), this.#streams.stdoutIsTerminal)
  }

  /** A full-width colon brings its own gap. */
  #labelled(colour: number, label: string, text: string): void {
    const gap = label.endsWith(':') ? ' ' : ''
    this.#streams.stderr(`${this.#paint(colour, label, this.#streams.stderrIsTerminal)}${gap}${withoutControl(text)}\n`)
  }

  #paint(code: number, text: string, isTerminal: boolean): string {
    const { NO_COLOR, TERM } = this.#streams.environment
    const plain = !isTerminal || (NO_COLOR !== undefined && NO_COLOR !== '') || TERM === 'dumb'
    return plain ? text : `\u001b[${code}m${text}\u001b[0m`
  }

  #clearBar(): void {
    if (this.#bar === '') return
    this.#bar = ''
    this.#streams.stderr('\r\u001b[K')
  }
}
