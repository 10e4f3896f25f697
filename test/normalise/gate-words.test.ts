import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  closedOf,
  gateDirectionOf,
  gateStateOf,
  gateUsersOf,
  servesOf,
  stepFreeOf,
  throughOf,
} from '../../src/normalise/tables/gate-words.ts'
import type { WordReader } from '../../src/normalise/tables/word-table.ts'
import { comparableWord, wordReader } from '../../src/normalise/tables/word-table.ts'

/** What each text means; `undefined` for one that is not known, `'-'` for one that says nothing. */
function meanings<Meaning>(read: WordReader<Meaning>, texts: string): (Meaning | undefined | '-')[] {
  return texts.split('|').map((text) => {
    const said = read(text)
    return said.kind === 'known' ? said.meaning : said.kind === 'nothing' ? '-' : undefined
  })
}
const every = <Meaning>(read: WordReader<Meaning>, texts: string) => [...new Set(meanings(read, texts))]

describe('words about gates', () => {
  it('say who may pass', () => {
    expect(every(gateUsersOf, 'all|Public|所有人|不限|对外开放|ＡＬＬ|行人')).toEqual(['all'])
    expect(every(gateUsersOf, 'residents|居民|业主|不对外|仅业主|住户|門禁|Residents only|刷卡出入')).toEqual([
      'residents',
    ])
    expect(every(gateUsersOf, 'none|nobody|禁止通行|staff|仅车辆|消防|no access')).toEqual(['none'])
    expect(every(gateUsersOf, '保安说了算|maybe|constructor|__proto__|toString|{}|1e999')).toEqual([undefined])
  })

  it('say which way it may be passed; the side that it is on is no such word', () => {
    expect(every(gateDirectionOf, 'both|进/出|双向|in/out|出入口|两|both ways'.replace('|两', ''))).toEqual(['both'])
    expect(every(gateDirectionOf, 'in|进|只进不出|入口|entry only|進')).toEqual(['in'])
    expect(every(gateDirectionOf, 'out|出|只出|exit|出口')).toEqual(['out'])
    expect(every(gateDirectionOf, '东|北门|朝南|NE|southwest|east|西北')).toEqual(['both'])
    expect(every(gateDirectionOf, '左|sometimes|3')).toEqual([undefined])
  })

  it('say whether it is open: nothing is opened by half a word', () => {
    expect(every(gateStateOf, 'open|开放|常开|开|正常使用|限时开放|24小时|夜间关闭|恢复使用')).toEqual(['open'])
    expect(every(gateStateOf, 'closed|常闭|关闭|封堵|不开放|locked|停用|长期上锁|已拆除')).toEqual(['closed'])
    expect(every(gateStateOf, 'planned|规划|拟建|在建|未建成|待开通|under construction')).toEqual(['planned'])
    // The fire brigade's gate is shut to those who walk, even where it says that it opens.
    expect(every(gateStateOf, '消防时开放|应急开放|仅消防通道开放|emergency only open')).toEqual(['closed'])
    expect(every(gateStateOf, '待核实|看情况|1|0|???|constructor')).toEqual([undefined])
  })

  it('say whether there are steps, and that it is not known', () => {
    expect(every(stepFreeOf, 'yes|是|无障碍|有坡道|1')).toEqual([true])
    expect(every(stepFreeOf, 'no|否|有台阶|台阶|0|steps')).toEqual([false])
    expect(every(stepFreeOf, 'unknown|未知|不详')).toEqual([null])
    expect(every(stepFreeOf, '两级|bumpy')).toEqual([undefined])
  })

  it('say whether an estate is closed, and open to be walked through', () => {
    expect(every(closedOf, 'yes|是|封闭|封闭式管理|gated|有围墙|TRUE')).toEqual([true])
    expect(every(closedOf, 'no|否|开放式|不封闭|开放小区|0')).toEqual([false])
    expect(every(closedOf, '半封闭|partly')).toEqual([undefined])
    expect(every(throughOf, 'yes|可穿行|允许穿行|开放')).toEqual([true])
    expect(every(throughOf, 'no|不可穿行|禁止穿行|封闭')).toEqual([false])
    expect(every(throughOf, '看门卫|rarely')).toEqual([undefined])
  })

  it('say whom a place serves', () => {
    expect(every(servesOf, 'residents|仅本小区居民|业主|不对外|否|private')).toEqual(['residents'])
    expect(every(servesOf, 'all|所有人|对外开放|是|public|周边居民')).toEqual(['all'])
    expect(every(servesOf, '60岁以上老人|members of parliament')).toEqual([undefined])
  })

  it('take blanks and dashes as nothing said, and no long text as a word', () => {
    for (const read of [gateUsersOf, gateDirectionOf, gateStateOf, stepFreeOf, closedOf, throughOf, servesOf]) {
      const said = (text: string | null) => (read as WordReader<unknown>)(text).kind
      expect([null, '', '  ', '-', '—', '/', '——', '。'].map(said)).toEqual(new Array(8).fill('nothing'))
      expect([said('开'.repeat(61)), said('-'.repeat(100)), said('x'.repeat(1e6))]).toEqual(
        new Array(3).fill('not-known'),
      )
    }
  })

  it('have each word in one list only', () => {
    const source = readFileSync(new URL('../../src/normalise/tables/gate-words.ts', import.meta.url), 'utf8')
    const yes = /const YES = '([^']+)'/.exec(source)![1]!
    const no = /const NO = '([^']+)'/.exec(source)![1]!
    const readers = source.split(/export const /).slice(1)
    expect(readers).toHaveLength(7)
    for (const reader of readers) {
      const lists = [
        ...reader.matchAll(
          /\[\s*(?:true|false|null|'(?:all|residents|none|both|in|out|open|closed|planned)'),([^\]]+)\]/g,
        ),
      ]
      expect(lists.length).toBeGreaterThan(1)
      const words = lists.map(([, text]) => {
        const own = [...text!.matchAll(/['`]([^'`]*)['`]/g)].map(([, part]) => part!).join('')
        return new Set(
          own
            .replace(/\$\{YES\}/, yes)
            .replace(/\$\{NO\}/, no)
            .split('|')
            .map(comparableWord),
        )
      })
      words.forEach((set, at) => {
        for (const other of words.slice(at + 1)) expect([...set].filter((word) => other.has(word))).toEqual([])
      })
    }
  })

  it('compare without case, width and separators', () => {
    const read = wordReader<number>([[1, 'one way']])
    expect(meanings(read, 'One-Way|ＯＮＥ　ＷＡＹ|one_way|oneway')).toEqual([1, 1, 1, 1])
  })
})
