// What differs between a result and its run.json, a line each, the first first. Plain differences in, text out.
import type { RunDifference } from '../library.ts'
import { type Lang, sayIn } from '../words.ts'
import { printable } from './text-table.ts'

/** Lines that are printed; the rest is counted. */
const MOST_LINES = 20

export function differenceLines(folder: string, differences: readonly RunDifference[], lang: Lang): string {
  const say = sayIn(lang)
  const shown = differences.slice(0, MOST_LINES).map((one) => `  ${printable(line(one, say))}`)
  const more = differences.length - shown.length
  const rest = more > 0 ? [`  ${say('differs_more', { n: more })}`] : []
  return `${[printable(say('differs', { folder })), ...shown, ...rest].join('\n')}\n`
}

function line(one: RunDifference, say: ReturnType<typeof sayIn>): string {
  switch (one.what) {
    case 'input': {
      const { name, option, recorded } = one
      if (one.found === null) return say('differs_input_missing', { name, option })
      return say('differs_input', { name, option, recorded: recorded.slice(0, 12), found: one.found.slice(0, 12) })
    }
    case 'option':
      return say('differs_option', { name: one.name })
    case 'version': {
      const { name, recorded } = one
      return say('differs_version', { name, recorded, found: one.found ?? '-' })
    }
    case 'file':
      return fileLine(one, say)
  }
}

function fileLine(
  { name, state, byte, line: row }: Extract<RunDifference, { what: 'file' }>,
  say: ReturnType<typeof sayIn>,
): string {
  const where = byte === null ? '' : say('differs_where', { byte, line: row ?? 1 })
  switch (state) {
    case 'changed':
      return say('differs_changed', { name, where })
    case 'missing':
      return say('differs_missing', { name })
    case 'differs':
      return say('differs_remade', { name, where })
    case 'not-made':
      return say('differs_not_made', { name })
  }
}
