// The text of opening hours → tokens: days, times, spans, words. In: a cell or a tag in OSM's, English or Chinese spelling. Out: tokens,
// or null where anything is left over that means nothing here. It does not know what the tokens together say.

/** What one piece of the text is. Days are bits, Monday the lowest; minutes count from midnight. */
export type HoursToken =
  /** One weekday, or a word for several (每天, weekend): `isSet` can not begin a span. */
  | { readonly kind: 'days'; readonly mask: number; readonly isSet: boolean }
  /** Public or school holidays. */
  | { readonly kind: 'holidays' }
  /** `isDoubtful`: an hour of one digit without a word for its half of the day, which may mean the afternoon (8:30-5:30). */
  | {
      readonly kind: 'time'
      readonly minute: number
      readonly half: 'am' | 'pm' | null
      readonly isDoubtful: boolean
    }
  /** `except` is an `off` of what stands right before it; `aside` is an opening bracket. */
  | { readonly kind: 'to' | 'and' | 'aside' | 'rule' | 'off' | 'except' | 'open' | 'all-day' }

/** Longest text that is looked at; what is longer is a notice, not a line of hours. */
export const LONGEST_HOURS = 400

const ALL_DAYS = 0b1111111
const WEEKDAYS = 0b0011111
const WEEKEND = 0b1100000

type HalfWord = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening' | 'next-day'

interface Reading {
  readonly pattern: RegExp
  readonly take: (found: RegExpExecArray, line: TokenLine) => HoursToken | null
}

/** What stands between tokens and says nothing: spaces, 从, 营业时间:. */
const SILENT =
  /(?:\s|从|由|全年(?!无休)|(?:营业|开放|服务|办公|接待|工作|上班|开馆|开园|开门|对外)(?:时间)?(?!日)|时间:)+/y

const CHINESE_DAYS = '一二三四五六日天'
const ENGLISH_DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']

/** In this order; the first that fits is taken. None can read a character twice: the whole is linear in the text. */
const READINGS: readonly Reading[] = [
  { pattern: /24 ?\/ ?7|7 ?[x×*] ?24(?: ?(?:小时|h(?:ours?|rs?)?))?/y, take: () => ALL_DAY },
  {
    pattern: /(?:全天候?|全日|昼夜|日夜)?(?:24|二十四)(?:个)? ?(?:小时|h(?:ours?|rs?)?(?![a-z]))|全天候?|全日|昼夜/y,
    take: () => ALL_DAY,
  },
  {
    pattern: /不(?:营业|开放|上班|对外开放|办公)|休息|闭馆|闭园|关闭|关门|停业|(?:off|closed)(?![a-z])/y,
    take: () => ({ kind: 'off' }),
  },
  { pattern: /除外|except(?:ed)?(?![a-z])/y, take: () => ({ kind: 'except' }) },
  { pattern: /open(?![a-z])/y, take: () => ({ kind: 'open' }) },
  {
    pattern: /(?:法定|国家|国定)?(?:节假日|节日|假日|假期)|(?:ph|sh)(?![a-z])|(?:public|bank|school) holidays?/y,
    take: () => ({ kind: 'holidays' }),
  },
  { pattern: /每[天日]|天天|(?:daily|every ?day)(?![a-z])|全年无休/y, take: () => days(ALL_DAYS, true) },
  { pattern: /(?:jan(?:uary)?(?: ?0?1)?) ?- ?(?:dec(?:ember)?(?: ?31)?)(?![a-z\d])/y, take: () => null },
  { pattern: /工作日|平日|weekdays?(?![a-z])|working days?(?![a-z])/y, take: () => days(WEEKDAYS, true) },
  { pattern: /周末|双休日?|weekends?(?![a-z])/y, take: () => days(WEEKEND, true) },
  {
    pattern: /每?(?:周|星期|礼拜)([一二三四五六日天1-7])/y,
    take: ([, day]) => days(dayBit(day!), false),
  },
  {
    // 周一至五, 周六日: a day without its 周, where a day stands before it.
    pattern: /[一二三四五六日天]/y,
    take: ([day], line) => (line.isAmongDays() ? days(dayBit(day), false) : line.fail()),
  },
  {
    pattern:
      /mo(?:n(?:days?)?)?(?![a-z])|tu(?:e(?:s(?:days?)?)?)?(?![a-z])|we(?:d(?:nesdays?)?)?(?![a-z])|th(?:u(?:rs?(?:days?)?)?)?(?![a-z])|fr(?:i(?:days?)?)?(?![a-z])|sa(?:t(?:urdays?)?)?(?![a-z])|su(?:n(?:days?)?)?(?![a-z])/y,
    take: ([day]) => days(1 << ENGLISH_DAYS.indexOf(day.slice(0, 2)), false),
  },
  {
    pattern: /凌晨|清晨|早上|早晨|上午|早|中午|正午|下午|午后|傍晚|晚上|晚间|夜间|夜里|晚|次日|翌日|第二天|隔天/y,
    take: ([word], line) => line.keep(HALF_WORDS.get(word)!),
  },
  {
    pattern:
      /(\d{1,2})(?:[:.](\d{2})(?!\d)(?::00)?|[点时](?:(\d{1,2})(?!\d)分?|(半)|整|钟)?)?(?: ?(am|pm|a\.m\.|p\.m\.)(?![a-z]))?/y,
    take: (found, line) => line.time(found),
  },
  { pattern: /[-~至到]|to(?![a-z])|until(?![a-z])/y, take: () => ({ kind: 'to' }) },
  { pattern: /[,、)/和及与&]|and(?![a-z])/y, take: () => ({ kind: 'and' }) },
  { pattern: /\(/y, take: () => ({ kind: 'aside' }) },
  { pattern: /;/y, take: () => ({ kind: 'rule' }) },
  // A colon after days or at the beginning: `Mo-Fr: 08:00-17:00`, 营业时间: 8:00-17:00.
  { pattern: /:/y, take: (_, line) => (line.mayHaveColon() ? null : line.fail()) },
]

const ALL_DAY: HoursToken = { kind: 'all-day' }

const HALF_WORDS: ReadonlyMap<string, HalfWord> = new Map(
  Object.entries({
    night: '凌晨',
    morning: '清晨 早上 早晨 上午 早',
    noon: '中午 正午',
    afternoon: '下午 午后',
    evening: '傍晚 晚上 晚间 夜间 夜里 晚',
    'next-day': '次日 翌日 第二天 隔天',
  } satisfies Record<HalfWord, string>).flatMap(([half, words]) =>
    words.split(' ').map((word) => [word, half as HalfWord] as const),
  ),
)

/**
 * The tokens of a text, or `null` where something in it means nothing here. Full-width signs and long dashes are as their plain ones.
 * O(characters).
 */
export function hoursTokens(text: string): readonly HoursToken[] | null {
  if (text.length > LONGEST_HOURS) return null
  const line = new TokenLine(plainText(text))
  return line.read()
}

function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‐‑‒–—―−─〜]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/[\r\n]+/g, ';')
    .replace(/[週]/g, '周')
    .replace(/[點]/g, '点')
    .replace(/[時]/g, '时')
    .replace(/[間]/g, '间')
    .replace(/[營]/g, '营')
    .replace(/[業]/g, '业')
    .replace(/[開]/g, '开')
    .replace(/[節]/g, '节')
    .replace(/[。]/g, ';')
}

function days(mask: number, isSet: boolean): HoursToken {
  return { kind: 'days', mask, isSet }
}

function dayBit(day: string): number {
  const number = CHINESE_DAYS.includes(day) ? Math.min(6, CHINESE_DAYS.indexOf(day)) : Number(day) - 1
  return 1 << number
}

/** Reads tokens from left to right. */
class TokenLine {
  readonly #text: string
  readonly #tokens: HoursToken[] = []
  #half: HalfWord | null = null
  #nextDay = false
  #failed = false

  constructor(text: string) {
    this.#text = text
  }

  read(): readonly HoursToken[] | null {
    let at = 0
    while (at < this.#text.length) {
      const silent = matchAt(SILENT, this.#text, at)
      if (silent !== null) {
        at += silent[0].length
        continue
      }
      let found: RegExpExecArray | null = null
      for (const { pattern, take } of READINGS) {
        found = matchAt(pattern, this.#text, at)
        if (found === null) continue
        const token = take(found, this)
        if (token !== null) this.#tokens.push(token)
        break
      }
      if (found === null || this.#failed) return null
      at += found[0].length
    }
    // A word for the half of a day belongs to a time.
    return this.#half === null && !this.#nextDay ? this.#tokens : null
  }

  /** A word that the next time is to be read with. */
  keep(word: HalfWord): null {
    if (word === 'next-day') this.#nextDay = true
    else this.#half = word
    return null
  }

  fail(): null {
    this.#failed = true
    return null
  }

  /** Whether the text before ends in a day, or in a day and a sign that joins days. */
  isAmongDays(): boolean {
    const last = this.#tokens.at(-1)?.kind
    return last === 'days' || ((last === 'to' || last === 'and') && this.#tokens.at(-2)?.kind === 'days')
  }

  mayHaveColon(): boolean {
    const last = this.#tokens.at(-1)?.kind
    return last === undefined || last === 'rule' || last === 'days' || last === 'holidays'
  }

  time([whole, hourText, minutes, minutesSaid, half, suffix]: RegExpExecArray): HoursToken | null {
    const word = this.#half
    const isNextDay = this.#nextDay
    this.#half = null
    this.#nextDay = false
    const hasMinutes = minutes !== undefined || /[点时]/.test(whole)
    // A bare number is no time: 8-5 may be anything.
    if (!hasMinutes && suffix === undefined) return this.fail()
    const hour = Number(hourText)
    const minute = half === undefined ? Number(minutes ?? minutesSaid ?? 0) : 30
    if (minute > 59) return this.fail()
    const ofDay = suffix === undefined ? hourWithWord(hour, word) : word === null ? hourWithSuffix(hour, suffix) : null
    if (ofDay === null || (isNextDay && ofDay > 24)) return this.fail()
    const total = (ofDay + (isNextDay ? 24 : 0)) * 60 + minute
    if (total > 48 * 60) return this.fail()
    return {
      kind: 'time',
      minute: total,
      half: halfSaid(word, suffix),
      isDoubtful: word === null && suffix === undefined && /^[1-9]$/.test(hourText!) && !isNextDay,
    }
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** 下午2:00 is 14:00; 晚上12:00 is midnight; `null` where word and hour contradict each other. */
function hourWithWord(hour: number, word: HalfWord | null): number | null {
  switch (word) {
    case null:
    case 'next-day':
      return hour
    case 'night':
      return hour <= 6 ? hour : hour === 12 ? 0 : null
    case 'morning':
      return hour <= 12 ? hour : null
    case 'noon':
      return hour >= 11 && hour <= 14 ? hour : hour >= 1 && hour <= 2 ? hour + 12 : null
    case 'afternoon':
      return hour >= 12 && hour <= 19 ? hour : hour >= 1 && hour < 12 ? hour + 12 : null
    case 'evening':
      return hour === 12 ? 24 : hour > 12 ? hour : hour >= 4 ? hour + 12 : null
  }
}

function hourWithSuffix(hour: number, suffix: string): number | null {
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (suffix.startsWith('p') ? 12 : 0)
}

function halfSaid(word: HalfWord | null, suffix: string | undefined): 'am' | 'pm' | null {
  if (suffix !== undefined) return suffix.startsWith('p') ? 'pm' : 'am'
  return word === null ? null : word === 'afternoon' || word === 'evening' ? 'pm' : 'am'
}
