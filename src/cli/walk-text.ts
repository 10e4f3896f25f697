// How long a walk is, for people.
import type { Say } from './words.ts'

/** `8 min 03 s (483.2 s)`. */
export function durationText(seconds: number, say: Say): string {
  const whole = Math.round(seconds)
  return say('min_s', {
    min: String(Math.floor(whole / 60)),
    s: String(whole % 60).padStart(2, '0'),
    seconds: seconds.toFixed(1),
  })
}
