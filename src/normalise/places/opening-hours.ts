// When a place is open in a plain week. In: hours as a file or a tag has them. Out: open minutes of the week, or that they are not
// understood: then the place is neither open nor closed. The grammar is written down in docs/opening-hours.md; it knows no holidays,
// no seasons and no streets.
import { type HoursToken, hoursTokens } from './hours-tokens.ts'

/** Minutes of a day and of a week. */
export const DAY_MINUTES = 1440
export const WEEK_MINUTES = 7 * DAY_MINUTES

/** A span of the week, minutes from Monday 00:00: [from, to). */
export type WeekSpan = readonly [from: number, to: number]

/** Opening hours that were understood. */
export interface WeekHours {
  /** Ascending, apart from each other, within the week. Empty: never open. */
  readonly open: readonly WeekSpan[]
  /** The text says something of public or school holidays, which is not applied: on those days nothing is known. */
  readonly namesHolidays: boolean
}

/** How a place stands at a moment. Hours that are missing or not understood are `unknown`: never open, never closed. */
export type OpenState = 'open' | 'closed' | 'unknown'

/** Minutes of the day on which a span begins; its end may be of the next. */
type DaySpan = readonly [from: number, to: number]

/** One rule of a text before it is laid on the week. */
interface HoursRule {
  /** Bits of days; `null`: the text names none, so every day. */
  mask: number | null
  times: DaySpan[]
  isOff: boolean
  isAllDay: boolean
  namesHolidays: boolean
  /** Behind a comma: the days keep what they have. Behind a semicolon it is replaced. */
  isAdded: boolean
  /** Its first time has a word for its half of the day (上午, pm). */
  saysHalf: boolean
}

const ALL_DAYS = 0b1111111
/** A span over midnight of so much, written with an hour of one digit (8:30-5:30), more likely ends in the afternoon. */
const DOUBTFUL_MINUTES = 18 * 60

/**
 * The open minutes of a plain week, or `null` where the text is not understood. O(characters).
 *
 * @example
 * ```ts
 * import { readHours } from 'living-circle/parts'
 * readHours('Mo-Fr 08:00-12:00,14:00-17:30; PH off')!.open[0] // [480, 720]
 * readHours('周一至周五 上午8:00-11:30 下午2:00-5:30')!.open[1] // [840, 1050]
 * readHours('by appointment') // null
 * ```
 */
export function readHours(text: string): WeekHours | null {
  const tokens = hoursTokens(text)
  if (tokens === null) return null
  const rules = rulesOf(tokens)
  if (rules === null) return null
  const namesHolidays = tokens.some(({ kind }) => kind === 'holidays')
  const plain = rules.filter((rule) => !(rule.namesHolidays && rule.mask === null))
  // 周一闭馆 alone says nothing of the other days.
  if (!plain.some(({ isOff, mask }) => !isOff || (mask ?? ALL_DAYS) === ALL_DAYS)) return null
  const byDay = layOut(plain)
  return byDay === null ? null : { open: joinSpans(byDay), namesHolidays }
}

/**
 * Whether a place with these hours is open in a minute of the week; `null` hours are not known.
 *
 * @example
 * ```ts
 * import { openStateAt } from 'living-circle/parts'
 * openStateAt(null, 600) // 'unknown'
 * ```
 */
export function openStateAt(hours: WeekHours | null, minute: number): OpenState {
  if (hours === null) return 'unknown'
  return hours.open.some(([from, to]) => from <= minute && minute < to) ? 'open' : 'closed'
}

/**
 * The minute of the week that a text means: `Tu 19:00`, `tuesday 7pm`, 周二 19:00, 周二晚上7点. `null` where it means none.
 *
 * @example
 * ```ts
 * import { readMoment } from 'living-circle/parts'
 * readMoment('Tu 19:00') // 2580
 * readMoment('周日 8:00') // 9120
 * readMoment('19:00') // null
 * ```
 */
export function readMoment(text: string): number | null {
  const [day, time, ...rest] = hoursTokens(text) ?? []
  if (day?.kind !== 'days' || day.isSet || time?.kind !== 'time' || rest.length > 0) return null
  if (time.minute >= DAY_MINUTES) return null
  return (31 - Math.clz32(day.mask)) * DAY_MINUTES + time.minute
}

function rulesOf(tokens: readonly HoursToken[]): HoursRule[] | null {
  const rules: HoursRule[] = []
  let rule = emptyRule(false)
  let at = 0
  const finish = (isAdded: boolean): boolean => {
    const isEmpty = rule.mask === null && !rule.namesHolidays && !isSaid(rule)
    if (!isEmpty && !isSaid(rule)) return false
    if (!isEmpty) rules.push(rule)
    rule = emptyRule(isAdded)
    return true
  }
  while (at < tokens.length) {
    const token = tokens[at]!
    switch (token.kind) {
      case 'rule':
        if (!finish(false)) return null
        break
      case 'and':
      case 'aside':
        break
      case 'days':
      case 'holidays': {
        const past = pastHolidays(tokens, at)
        if (past !== null) {
          at = past
          continue
        }
        // Days behind times begin the next rule.
        if (isSaid(rule) && !finish(true)) return null
        const end = takeDays(tokens, at, rule)
        if (end === null) return null
        at = end
        continue
      }
      case 'time': {
        const span = spanAt(tokens, at)
        const before = rule.times.at(-1)
        if (span === null || rule.isOff || rule.isAllDay) return null
        // 8:00-11:30 2:00-5:30: the night is hardly meant.
        if (token.isDoubtful && before !== undefined && span[0] < before[0]) return null
        if (before === undefined) rule.saysHalf = token.half !== null
        rule.times.push(span)
        at += 2
        break
      }
      case 'all-day':
        if (isSaid(rule)) return null
        rule.isAllDay = true
        break
      case 'off':
      case 'except':
        if (rule.isAllDay || rule.isOff || (token.kind === 'except' && rule.times.length > 0)) return null
        rule.isOff = true
        break
      case 'open':
        if (rule.isOff || rule.isAllDay) return null
        // `Mo-Fr 08:00-17:00 open` says it twice; `Mo-Fr open` is all day.
        if (rule.times.length === 0) rule.isAllDay = true
        break
      default:
        return null
    }
    at++
  }
  return finish(false) ? rules : null
}

function emptyRule(isAdded: boolean): HoursRule {
  return { mask: null, times: [], isOff: false, isAllDay: false, namesHolidays: false, isAdded, saysHalf: false }
}

/** Whether a rule says what holds on its days. Days alone do not: from when to when is not known. */
function isSaid({ times, isOff, isAllDay }: HoursRule): boolean {
  return times.length > 0 || isOff || isAllDay
}

/** Behind holidays that are only excepted (`PH off`, 节假日除外, also in brackets amid a rule), or `null`: nothing is said of a plain week. */
function pastHolidays(tokens: readonly HoursToken[], at: number): number | null {
  const before = tokens[at - 1]?.kind
  let end = at
  while (tokens[end]?.kind === 'holidays' || (end > at && tokens[end]?.kind === 'and')) end++
  const last = tokens[end]?.kind
  const isAside = before === 'aside' || before === 'rule' || before === undefined || last === 'except'
  return end > at && isAside && (last === 'off' || last === 'except') ? end + 1 : null
}

/** Takes one day, span of days or word for holidays into a rule; where it ends, or `null`. */
function takeDays(tokens: readonly HoursToken[], at: number, rule: HoursRule): number | null {
  const first = tokens[at]!
  if (first.kind !== 'days') {
    rule.namesHolidays = true
    return at + 1
  }
  const isSpan = tokens[at + 1]?.kind === 'to'
  const mask = isSpan ? daysBetween(first, tokens[at + 2]) : first.mask
  if (mask === null) return null
  const had = rule.mask ?? 0
  const added = first.isSet && mask === ALL_DAYS && had !== 0 ? had : mask
  // 工作日(周一至周五) says it twice; other days that overlap contradict each other.
  if ((had & added) !== 0 && had !== added) return null
  rule.mask = had | added
  return at + (isSpan ? 3 : 1)
}

function daysBetween(first: HoursToken, last: HoursToken | undefined): number | null {
  if (first.kind !== 'days' || last?.kind !== 'days' || first.isSet || last.isSet) return null
  let mask = first.mask
  for (let day = first.mask; day !== last.mask; mask |= day) day = day === 0b1000000 ? 1 : day << 1
  return mask
}

/** The span of time that begins here, or `null`. */
function spanAt(tokens: readonly HoursToken[], at: number): DaySpan | null {
  const [from, to, until] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (from?.kind !== 'time' || to?.kind !== 'to' || until?.kind !== 'time') return null
  if (from.minute >= DAY_MINUTES) return null
  let end = until.minute
  // 下午2:00-5:30: the word counts for both.
  if (from.half === 'pm' && until.half === null && end <= from.minute && end + 720 > from.minute && end < 720)
    end += 720
  if (end <= from.minute) end += DAY_MINUTES
  const length = end - from.minute
  if (until.isDoubtful && end > DAY_MINUTES && length >= DOUBTFUL_MINUTES) return null
  return length > DAY_MINUTES ? null : [from.minute, end]
}

/** Lays rules on the week in their order; `null` where one would undo another without saying so. */
function layOut(rules: readonly HoursRule[]): DaySpan[][] | null {
  const byDay: DaySpan[][] = Array.from({ length: 7 }, () => [])
  /** Rules that a day's hours are from. */
  const owners: Set<number>[] = Array.from({ length: 7 }, () => new Set())
  const replaced = new Set<number>()
  let before = ALL_DAYS
  for (const [number, rule] of rules.entries()) {
    // 上午8:00-11:30；下午14:00-17:30: the second half of the same days.
    const goesOn = rule.mask === null && rule.saysHalf && number > 0 && !rule.isOff
    const mask = rule.mask ?? (goesOn ? before : ALL_DAYS)
    const times: readonly DaySpan[] = rule.isAllDay || rule.times.length === 0 ? [[0, DAY_MINUTES]] : rule.times
    for (let day = 0; day < 7; day++) {
      if ((mask & (1 << day)) === 0) continue
      if (rule.isOff && rule.times.length > 0) {
        for (const span of times) cutOut(byDay, day, span)
        continue
      }
      if (rule.isOff || !(rule.isAdded || goesOn)) {
        if (!rule.isOff) for (const owner of owners[day]!) replaced.add(owner)
        owners[day]!.clear()
        byDay[day] = []
      }
      if (!rule.isOff) byDay[day]!.push(...times)
      owners[day]!.add(number)
    }
    before = mask
  }
  // By the rule of OSM the later of `Mo-Fr 08:00-12:00; Mo-Fr 14:00-18:00` replaces the earlier; whoever wrote it rather meant both.
  const isUndone = [...replaced].some((number) => !owners.some((owner) => owner.has(number)))
  return isUndone ? null : byDay
}

/** Takes a span that begins on a day out of the open spans of all days. */
function cutOut(byDay: DaySpan[][], day: number, [from, to]: DaySpan): void {
  for (const week of [-WEEK_MINUTES, 0, WEEK_MINUTES]) {
    for (let of = 0; of < 7; of++) {
      const start = week + (day - of) * DAY_MINUTES + from
      const end = week + (day - of) * DAY_MINUTES + to
      const kept: DaySpan[] = []
      for (const [a, b] of byDay[of]!) {
        if (a < Math.min(b, start)) kept.push([a, Math.min(b, start)])
        if (Math.max(a, end) < b) kept.push([Math.max(a, end), b])
      }
      byDay[of] = kept
    }
  }
}

/** Spans of all days as spans of the week, joined; what runs over Sunday midnight begins the week. */
function joinSpans(byDay: readonly (readonly DaySpan[])[]): WeekSpan[] {
  const spans: [number, number][] = []
  byDay.forEach((times, day) => {
    for (const [from, to] of times) {
      const start = day * DAY_MINUTES + from
      const end = day * DAY_MINUTES + to
      spans.push([start, Math.min(end, WEEK_MINUTES)])
      if (end > WEEK_MINUTES) spans.push([0, end - WEEK_MINUTES])
    }
  })
  spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const joined: [number, number][] = []
  for (const [from, to] of spans) {
    const last = joined.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}
