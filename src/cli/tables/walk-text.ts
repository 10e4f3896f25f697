// How long a walk is and where it leads, for people.

import type { Say } from '../words.ts'
import { printable } from './text-table.ts'

/** `8 min 03 s (483.2 s)`. */
export function durationText(seconds: number, say: Say): string {
  const whole = Math.round(seconds)
  return say('min_s', {
    min: String(Math.floor(whole / 60)),
    s: String(whole % 60).padStart(2, '0'),
    seconds: seconds.toFixed(1),
  })
}

/** `East Pharmacy (p1)`, or the id alone where it has no name. */
export function facilityCalled(id: string, name: string | null, say: Say): string {
  return name === null ? printable(id) : `${printable(name)}${say('in_brackets', { text: printable(id) })}`
}
