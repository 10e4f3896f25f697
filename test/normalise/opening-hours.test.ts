import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_HOURS } from '../../src/normalise/places/hours-tokens.ts'
import { openStateAt, readHours, readMoment } from '../../src/normalise/places/opening-hours.ts'

/** The week minute by minute: `12345 08:00-17:00, 6 09:00-12:00` as days and spans of their own; the slow truth of every test here. */
function weekOf(expectation: string): boolean[] {
  const open = new Array<boolean>(10080).fill(false)
  for (const part of expectation.split(',').map((text) => text.trim())) {
    if (part === '') continue
    const [days, span] = part.split(' ')
    const [from, to] = span!.split('-').map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
    for (const day of days!) {
      for (let minute = from!; minute < to!; minute++) open[((Number(day) - 1) * 1440 + minute) % 10080] = true
    }
  }
  return open
}

function readWeek(text: string): boolean[] | null {
  const hours = readHours(text)
  return hours === null ? null : Array.from({ length: 10080 }, (_, minute) => openStateAt(hours, minute) === 'open')
}

const ALL = '1234567 00:00-24:00'
const OFFICE = '12345 08:00-17:00'
const CHINESE_OFFICE = '12345 07:30-17:30'
const HALVES = '1234567 08:00-11:30, 1234567 14:00-17:30'

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  [OFFICE]: [
    'Mo-Fr 08:00-17:00',
    'mo-fr 08:00-17:00',
    'Mo-Fr 8:00-17:00',
    'Mo-Fr 08:00 - 17:00',
    'Mo-Fr 08:00–17:00',
    'Mo – Fr 08:00—17:00',
    'Mo-Fr: 08:00-17:00',
    'Mo-Fr 08:00-17:00;',
    'Mo-Fr 08:00-17:00; PH off',
    'Mo-Fr 08:00-17:00; SH,PH off',
    'Mo-Fr 08:00-17:00, PH off',
    'Mo-Fr 08:00-17:00; Sa,Su off',
    'Mo-Fr 08:00-17:00; Sa-Su closed',
    'Mo-Fr 08:00-17:00; Sa,Su,PH off',
    'Mo-Su 08:00-17:00; Sa,Su off',
    'Mo,Tu,We,Th,Fr 08:00-17:00',
    'Mo, Tu, We, Th, Fr 08:00-17:00',
    'Mo-We,Th-Fr 08:00-17:00',
    'Mo-Fr 08:00-17:00 open',
    'Mo-Fr 08.00-17.00',
    'Mo-Fr 08:00-12:00,12:00-17:00',
    'Mo-Fr,PH 08:00-17:00',
    'PH,Mo-Fr 08:00-17:00',
    'Mo-Fr 08:00-17:00; PH 10:00-12:00',
    'Jan-Dec Mo-Fr 08:00-17:00',
    'Jan 01-Dec 31 Mo-Fr 08:00-17:00',
    'Monday-Friday 08:00-17:00',
    'Mon to Fri 8am-5pm',
    'Monday to Friday 8:00 am to 5:00 pm',
    'weekdays 08:00-17:00',
    'Mo-Fr 08:00 to 17:00',
    'Mo-Fr 08:00 until 17:00',
    'Mo-Fr 08:00:00-17:00:00',
    'Mo-Fr\t08:00-17:00',
    '08:00-17:00; Sa-Su off',
    'Mo 08:00-17:00; Tu 08:00-17:00; We 08:00-17:00; Th 08:00-17:00; Fr 08:00-17:00',
    'Mo 08:00-17:00\nTu-Fr 08:00-17:00',
    '周一至周五 8:00-17:00',
    '周一至周五8:00-17:00',
    '周一到周五 8:00-17:00',
    '周一－周五 8:00－17:00',
    '周一～周五　8：00～17：00',
    '周一~周五 8:00~17:00',
    '周一至五 8:00至17:00',
    '周一到五：8:00到17:00',
    '星期一至星期五 8:00-17:00',
    '星期一到星期五 08:00-17:00',
    '星期一至五 8：00—17：00',
    '礼拜一到礼拜五 8:00-17:00',
    '週一至週五 8:00-17:00',
    '周1至周5 8:00-17:00',
    '每周一至周五 8:00-17:00',
    '从周一到周五 8:00-17:00',
    '周一、周二、周三、周四、周五 8:00-17:00',
    '周一、二、三、四、五 8:00-17:00',
    '周一二三四五 8:00-17:00',
    '工作日 8:00-17:00',
    '工作日8:00-17:00，节假日休息',
    '工作日（周一至周五）8:00-17:00',
    '周一至周五（法定节假日除外）8:00-17:00',
    '周一至周五（节假日休息）8:00-17:00',
    '周一至周五 8:00-17:00（法定节假日除外）',
    '周一至周五 8:00-17:00，法定节假日除外',
    '周一至周五 8:00-17:00，周末休息',
    '周一至周五 8:00-17:00；周六、周日闭馆',
    '周一至周五 8:00-17:00；周六日不开放',
    '每天8:00-17:00，周末除外',
    '营业时间：周一至周五 8:00-17:00',
    '开放时间:周一至周五 8:00-17:00',
    '周一至周五 8点-17点',
    '周一至周五 8点至17点',
    '周一至周五 8时-17时',
    '周一至周五 8点钟到17点钟',
    '周一至周五 上午8:00-下午5:00',
    '周一至周五 早8点-晚5点',
    '周一至周五 早上8点到下午5点',
    '周一至周五每天8:00-17:00',
    '平日 8:00-17:00',
    '8:00-17:00（周六周日休息）',
    '周一至周五 8:00-17:00。',
    '全年周一至周五 8:00-17:00',
  ],
  [CHINESE_OFFICE]: [
    '周一至周五 7:30-17:30',
    '周一至周五7：30—17：30',
    '周一至周五 7点半-17点半',
    '周一至周五 7点30分至17点30分',
    '周一至周五 7时30分-17时30分',
    '周一至周五 上午7:30-下午5:30',
    '工作日 早7:30～晚5:30',
    'Mo-Fr 07:30-17:30',
  ],
  [HALVES]: [
    '上午8:00-11:30 下午14:00-17:30',
    '上午8:00-11:30，下午14:00-17:30',
    '上午8:00-11:30；下午14:00-17:30',
    '上午8:00-11:30；下午2:00-5:30',
    '上午 8:00-11:30 下午 2:00-5:30',
    '上午8点-11点半、下午2点-5点半',
    '每天 上午8:00-11:30 下午14:00-17:30',
    '每日8:00-11:30,14:00-17:30',
    '8:00-11:30/14:00-17:30',
    '08:00-11:30,14:00-17:30',
    'Mo-Su 08:00-11:30, 14:00-17:30',
    '8:00am-11:30am, 2:00pm-5:30pm',
  ],
  [ALL]: [
    '24/7',
    '24 / 7',
    '24小时',
    '24 小时',
    '２４小时',
    '24小时营业',
    '24小时开放',
    '全天24小时',
    '全天',
    '全天开放',
    '全天候',
    '二十四小时',
    '每天24小时',
    '每天 全天',
    '周一至周日 24小时',
    '周一至周日 全天',
    '7×24小时',
    '7x24',
    '24h',
    '24 hours',
    '00:00-24:00',
    'Mo-Su 00:00-24:00',
    '00:00-00:00',
    'Mo-Su 00:00-00:00',
    '0:00-24:00',
    'open',
    'Mo-Su open',
    '全年无休，24小时',
    '24/7; PH off',
  ],
  '': ['off', 'closed', 'Mo-Su off', '休息', '每天 休息', '不开放', 'closed; PH off', 'Mo 08:00-12:00; Mo off'],
  '123456 09:00-20:00': [
    'Mo-Sa 09:00-20:00',
    'Mo-Sa 9am-8pm',
    'Mo-Sa 09:00-20:00; Su,PH off',
    'Mo-Su 09:00-20:00; Su off',
    '周一至周六 9:00-20:00',
    '周一至周六 早9点-晚8点',
    '周一至周六 早上9:00-晚上8:00',
  ],
  '12345 08:00-17:00, 6 09:00-12:00': [
    'Mo-Fr 08:00-17:00; Sa 09:00-12:00',
    'Mo-Fr 08:00-17:00, Sa 09:00-12:00',
    'Mo-Fr 08:00-17:00 Sa 09:00-12:00',
    'Mo-Sa 08:00-17:00; Sa 09:00-12:00',
    '周一至周五 8:00-17:00 周六 9:00-12:00',
    '周一至周五8:00-17:00，周六9:00-12:00',
    '周一至周五：8:00-17:00；周六：9:00-12:00',
    '周一至周五 8:00-17:00\n周六 上午9:00-12:00',
    '工作日 8:00-17:00、周六 9:00-12:00，周日休息',
  ],
  '67 09:00-16:00': [
    'Sa,Su 09:00-16:00',
    'Sa-Su 09:00-16:00',
    'weekends 09:00-16:00',
    '周末 9:00-16:00',
    '双休日 9:00-16:00',
    '周六、周日 9:00-16:00',
    '周六周日9:00-16:00',
    '周六日9:00-16:00',
    '周六至周日 9:00-16:00',
    '星期六、星期天 9:00-16:00',
    '周末及节假日 9:00-16:00',
  ],
  '1234567 22:00-26:00': [
    'Mo-Su 22:00-02:00',
    '22:00-02:00',
    '22:00-26:00',
    '每天 22:00-次日2:00',
    '每天 22:00-次日02:00',
    '每天 晚上10:00-凌晨2:00',
    '每天 晚10点至第二天凌晨2点',
    '10pm-2am',
  ],
  '5 20:00-28:00, 7 23:00-25:00': [
    'Fr 20:00-04:00; Su 23:00-01:00',
    'Fr 20:00-28:00, Su 23:00-25:00',
    '周五 20:00-次日4:00，周日 23:00-次日1:00',
  ],
  '5671 10:00-18:00': [
    'Fr-Mo 10:00-18:00',
    'Fr,Sa,Su,Mo 10:00-18:00',
    '周五至周一 10:00-18:00',
    'Mo,Fr-Su 10:00-18:00',
  ],
  '12 08:00-20:00, 3 08:00-12:00, 45 08:00-20:00': [
    'Mo-Fr 08:00-20:00; We 08:00-12:00',
    'We 08:00-12:00; Mo,Tu,Th,Fr 08:00-20:00',
  ],
  '1234567 08:00-12:00, 1234567 13:00-20:00': [
    '08:00-20:00; 12:00-13:00 off',
    'Mo-Su 08:00-20:00; Mo-Su 12:00-13:00 off',
    '08:00-12:00,13:00-20:00',
  ],
  '12345 08:00-12:00, 12345 14:00-17:30': [
    'Mo-Fr 08:00-12:00,14:00-17:30',
    'Mo-Fr 08:00-12:00, 14:00-17:30',
    'Mo-Fr 08:00-12:00, Mo-Fr 14:00-17:30',
    '周一至周五 8:00-12:00，14:00-17:30',
    '周一至周五 8:00-12:00 14:00-17:30',
    '周一至周五 上午8:00-12:00；下午14:00-17:30',
    '星期一至星期五 上午8：00—12：00 下午2：00—5：30',
  ],
  '234567 09:00-17:00': [
    'Tu-Su 09:00-17:00',
    'Mo-Su 09:00-17:00; Mo off',
    '周二至周日 9:00-17:00（周一闭馆）',
    '周二至周日9:00-17:00，周一闭馆',
    '周一闭馆，周二至周日9:00-17:00',
    '9:00-17:00（周一闭馆）',
    '9:00-17:00，周一休息',
    '每天9:00-17:00，周一除外',
  ],
  '1 08:00-12:00, 3 08:00-12:00, 5 08:00-12:00': [
    'Mo,We,Fr 08:00-12:00',
    '周一、三、五 8:00-12:00',
    '周一周三周五 上午8:00-12:00',
    '周一,周三,周五8:00-12:00',
  ],
  '1234567 11:30-13:30, 1234567 17:00-19:00': [
    '11:30-13:30,17:00-19:00',
    '中午11:30-13:30 晚上17:00-19:00',
    '中午11:30-下午1:30，傍晚5:00-7:00',
  ],
  '1234567 06:30-25:00': ['6:30 -01:00', '06:30-01:00', '6:30-25:00'],
  '1234567 10:00-14:00': [
    'Su-Sa 10:00-14:00',
    'daily 10:00-14:00',
    'every day 10am-2pm',
    '天天10:00-14:00',
    '每天10:00-下午2:00',
  ],
}

const UNKNOWN = [
  ...[
    '',
    ' ',
    ';',
    ',',
    '-',
    ':',
    'Mo',
    'Mo-Fr',
    '周一至周五',
    '每天',
    '工作日',
    'PH',
    'PH off',
    'SH off',
    'PH 10:00-12:00',
  ],
  ...[
    'by appointment',
    '"by appointment"',
    'Mo-Fr 08:00-17:00 "ring"',
    'unknown',
    '?',
    '-1',
    'null',
    'sunrise-sunset',
    'dawn-dusk',
  ],
  ...[
    'Mo-Fr 08:00+',
    '17:00+',
    'Mo-Fr 08:00',
    '08:00',
    '8-17',
    'Mo-Fr 8-17',
    'Mo-Fr 08-17',
    '0800-1700',
    '8:00',
    '8:00-',
  ],
  ...[
    'Mo[1] 08:00-12:00',
    'Sa[-1] 10:00-12:00',
    'Apr-Oct 08:00-17:00',
    'Apr-Oct: Mo-Fr 08:00-17:00',
    'Mo-Fr 08:00-17:00; Dec 25 off',
  ],
  ...[
    '2026 Mo-Fr 08:00-17:00',
    'week 1-20 Mo 08:00-12:00',
    'easter off',
    'Jun 15 -Sep 30: Mo-Fr 08:00-14:00',
    'Mo-Fr 08:00-17:00 || "call"',
  ],
  ...[
    'Mo-Fr 25:61-26:00',
    'Mo-Fr 08:60-17:00',
    'Mo-Fr 49:00-50:00',
    'Mo-Fr 10:00-49:00',
    'Mo-Fr 10:00-36:00',
    'Mo-Fr 26:00-27:00',
  ],
  ...[
    'Mo-Fr 11:30-14:30; Mo-Fr 17:30-22:30',
    'Mo-Fr 08:00-12:00; 14:00-18:00',
    'Mo off; 08:00-17:00',
    '24/7; 08:00-12:00',
  ],
  ...['Mo-Fr 08:00-12:00 24/7', '24/7 08:00-12:00', 'Mo-Fr,Fr 08:00-12:00', 'Mo-Xx 08:00-12:00', 'Fr-So 11:00-19:00'],
  ...[
    '8:30-5:30',
    '9:00-6:00',
    '8:00-8:00',
    'Mo-Fr 8:00-5:00',
    '8:00-11:30 2:00-5:30',
    '8:00-12:00, 1:00-5:00',
    'Mo-Fr 8:00-12:00,1:30-5:30',
  ],
  ...[
    '周一休息',
    '周一闭馆',
    'Sa,Su off',
    '暂停营业',
    '预约开放',
    '寒暑假除外',
    '夏季8:00-18:00',
    '夏令时 8:00-12:00',
    '电话预约',
  ],
  ...[
    '除周一外 8:00-17:00',
    '周一至周五 8:00-17:00 16:30停止入场',
    '一至五 8:00-17:00',
    '单双日 8:00-12:00',
    '周八 8:00-12:00',
    '早上',
    '晚上开放',
  ],
  ...[
    '下午25:00-26:00',
    '凌晨13:00-14:00',
    '上午13:00-14:00',
    '中午9:00-10:00',
    '13pm-14pm',
    '0am-5am',
    '8:00-17:00周一',
  ],
  ...[
    '周一至周五 8：00',
    '8:00至',
    '至17:00',
    '全天8:00-17:00',
    '8:00-17:00 全天',
    '周末至周一 8:00-12:00',
    'weekends-Mo 08:00-12:00',
  ],
  ...[
    '__proto__',
    'constructor',
    '08:00-17:00\u0000',
    '=1+1',
    '<b>08:00-17:00</b>',
    '😀',
    'Mo-Fr 08:00-17:00 und 18:00-19:00',
    '开放日 8:00-12:00',
  ],
]

describe('the grammar of opening hours', () => {
  for (const [expectation, texts] of Object.entries(KNOWN)) {
    const week = weekOf(expectation)
    it.each(texts)(`${expectation === '' ? 'never' : expectation} ← %s`, (text) => {
      const found = readWeek(text)
      expect(found === null ? null : found.findIndex((open, minute) => open !== week[minute])).toBe(-1)
    })
  }

  it.each(UNKNOWN)('unknown ← %j', (text) => {
    expect(readHours(text)).toBeNull()
    expect(openStateAt(readHours(text), 700)).toBe('unknown')
  })

  it('holds more than three hundred strings', () => {
    expect(Object.values(KNOWN).flat().length + UNKNOWN.length).toBeGreaterThan(300)
  })

  it('ends exactly at the minute that it names, and begins at it', () => {
    const hours = readHours('Tu 08:00-17:00')
    expect([479, 480, 1019, 1020].map((minute) => openStateAt(hours, 1440 + minute))).toEqual([
      'closed',
      'open',
      'open',
      'closed',
    ])
  })

  it('says that holidays are named, and does not apply them', () => {
    expect(readHours('Mo-Fr 08:00-17:00; PH off')!.namesHolidays).toBe(true)
    expect(readHours('周一至周五 8:00-17:00（法定节假日除外）')!.namesHolidays).toBe(true)
    expect(readHours('Mo-Fr 08:00-17:00')!.namesHolidays).toBe(false)
  })

  it('reads random weeks in random spellings as the minutes that they were written from', () => {
    fc.assert(
      fc.property(randomText(), ({ text, week }) => {
        expect(readWeek(text), text).not.toBeNull()
        expect(
          readWeek(text)!.findIndex((open, minute) => open !== week[minute]),
          text,
        ).toBe(-1)
      }),
      { numRuns: 1500 },
    )
  })

  it('joins its spans, in order, within the week', () => {
    fc.assert(
      fc.property(randomText(), ({ text }) => {
        const { open } = readHours(text)!
        open.forEach(([from, to], i) => {
          expect(from).toBeLessThan(to)
          expect(from).toBeGreaterThan(i === 0 ? -1 : open[i - 1]![1])
          expect(to).toBeLessThanOrEqual(10080)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('never throws, whatever it is given', () => {
    const piece = fc.constantFrom(
      ...'Mo Fr - , ; : 08:00 17:00 24/7 off PH 周一 至 五 上午 下午 8点 半 休息 除外 ( ) 次日 全天 每天 am open'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'grapheme' }),
          fc.array(piece).map((list) => list.join('')),
        ),
        (text) => {
          const hours = readHours(text)
          expect(hours === null || hours.open.length <= 200).toBe(true)
          readMoment(text)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('looks at every character once: hostile texts take no longer than plain ones of their length', () => {
    const hostile = [
      '营业时间',
      '周一',
      '-',
      '每周',
      '08:00-',
      'Mo-',
      '1',
      'a',
      ' ',
      '(',
      'PH,',
      '24',
      '全天',
      '开放',
      ',,',
      '日',
    ]
    const started = process.cpuUsage()
    for (const piece of hostile) {
      readHours(piece.repeat(Math.floor(LONGEST_HOURS / piece.length)))
      expect(readHours(piece.repeat(1_000_000 / piece.length))).toBeNull()
    }
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(500)
  })
})

describe('moments', () => {
  it.each([
    ['Mo 00:00', 0],
    ['Tu 19:00', 1440 + 1140],
    ['tu 19:00', 2580],
    ['Tuesday 7pm', 2580],
    ['Tue 7:00 pm', 2580],
    ['Sa 10:00', 5 * 1440 + 600],
    ['Su 23:59', 10079],
    ['周二 19:00', 2580],
    ['周二19：00', 2580],
    ['星期二 19点', 2580],
    ['周二晚上7点', 2580],
    ['周二 下午7:00', 2580],
    ['周日 8:00', 6 * 1440 + 480],
    ['星期天 8:00', 6 * 1440 + 480],
  ])('%s', (text, minute) => {
    expect(readMoment(text)).toBe(minute)
  })

  it.each([
    '',
    '19:00',
    'Tu',
    'Tu 24:00',
    'Tu 25:00',
    'Tu-We 19:00',
    'Tu 19:00-20:00',
    '工作日 19:00',
    'Tu 19',
    'Xx 19:00',
    'PH 19:00',
    'Tu 19:00 off',
    '每天 8:00',
  ])('none: %j', (text) => {
    expect(readMoment(text)).toBeNull()
  })
})

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const DAYS_ZH = [...'一二三四五六日']

/** A week as rules over groups of days, told in one of the spellings, and the minutes that it means. */
function randomText(): fc.Arbitrary<{ text: string; week: boolean[] }> {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 90 }))
    .map(([from, length]) => [from * 15, from * 15 + length * 15] as const)
  return fc
    .record({
      group: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 }),
      spans: fc.array(fc.array(span, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
      chinese: fc.boolean(),
      joinDays: fc.boolean(),
      separator: fc.constantFrom('; ', ', ', ' ', '；', '\n'),
      dash: fc.constantFrom('-', ' - ', '–', '～', '至'),
      saysOff: fc.boolean(),
    })
    .filter(({ group }) => group.some((of) => of < 3))
    .map(({ group, spans, chinese, joinDays, separator, dash, saysOff }) => {
      const week = new Array<boolean>(10080).fill(false)
      const rules: string[] = []
      for (let of = 0; of < 4; of++) {
        const days = group.flatMap((own, day) => (own === of ? [day] : []))
        if (days.length === 0) continue
        const named = nameDays(days, chinese, joinDays)
        if (of === 3) {
          if (saysOff) rules.push(`${named} ${chinese ? '休息' : 'off'}`)
          continue
        }
        // Ascending, as people write them.
        const own = [...spans[of]!].sort((a, b) => a[0] - b[0])
        for (const day of days) {
          for (const [from, to] of own) for (let m = from; m < to; m++) week[(day * 1440 + m) % 10080] = true
        }
        rules.push(`${named} ${own.map(([from, to]) => `${clock(from)}${dash}${clock(to % 1440)}`).join(',')}`)
      }
      return { text: rules.join(separator), week }
    })
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function nameDays(days: readonly number[], chinese: boolean, join: boolean): string {
  const name = (day: number) => (chinese ? `周${DAYS_ZH[day]}` : DAYS[day]!)
  const runs: number[][] = []
  for (const day of days) {
    if (join && runs.at(-1)?.at(-1) === day - 1) runs.at(-1)!.push(day)
    else runs.push([day])
  }
  return runs
    .map((run) => (run.length === 1 ? name(run[0]!) : `${name(run[0]!)}${chinese ? '至' : '-'}${name(run.at(-1)!)}`))
    .join(chinese ? '、' : ',')
}
