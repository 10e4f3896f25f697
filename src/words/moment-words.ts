// A moment of a plain week in words: a day and a time. Knows no hours.
import { same, say, type Words } from './words.ts'

const DAYS = ['day_1', 'day_2', 'day_3', 'day_4', 'day_5', 'day_6', 'day_7'] as const

/**
 * `Tu 19:00`, 周二 19:00. @param minute minutes since Monday 00:00
 * @example
 * ```ts
 * import { momentWords } from 'living-circle/parts'
 * momentWords(2580).en
 * ```
 */
export function momentWords(minute: number): Words {
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
  return say('moment', { day: say(DAYS[Math.floor(minute / 1440)]!), time: same(time) })
}
