// Every sentence that the program says about a mistake has a Chinese one: the sources are read, sentence by sentence.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseAst } from 'vitest/node'
import { CHINESE_USAGE } from '../../src/cli/chinese-usage.ts'
import { messagesIn } from '../../src/cli/messages.ts'
import { CHINESE_SENTENCES, inChinese } from '../../src/words/in-chinese.ts'
import { createTranslator, type Sentences } from '../../src/words/sentences.ts'

const SRC = new URL('../../src/', import.meta.url)
const ENTRIES = [...CHINESE_SENTENCES, CHINESE_USAGE].flatMap((table) => Object.entries(table))

/** A sentence with its holes emptied: `{path} is a folder.` and `${shown} is a folder.` are both `{} is a folder.` */
const shapeOf = (sentence: string) => sentence.replace(/\{\w*\*?\}/g, '{}')
const KNOWN = new Set(ENTRIES.map(([sentence]) => shapeOf(sentence)))

interface Said {
  readonly file: string
  readonly shape: string
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** Shapes of a text: conditional parts spelt out, anything else that is put in is a hole. */
function shapesOf(node: Node): string[] {
  if (node.type === 'Literal' && typeof node.value === 'string') return [node.value]
  if (node.type === 'ConditionalExpression') {
    return [...shapesOf(node.consequent as Node), ...shapesOf(node.alternate as Node)]
  }
  if (node.type === 'LogicalExpression') return shapesOf(node.right as Node)
  if (node.type !== 'TemplateLiteral') return ['{}']
  const quasis = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked)
  return (node.expressions as Node[]).reduce(
    (starts, expression, at) =>
      starts.flatMap((start) => shapesOf(expression).map((part) => `${start}${part}${quasis[at + 1]!}`)),
    [quasis[0]!],
  )
}

/** Visits every node of a file but its imports and types. */
function visitFile(file: string, visit: (node: Node) => void): void {
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      const node = value as Node
      if (node.type === 'ImportDeclaration' || /^TS(?!As|NonNull|Satisfies)/.test(node.type ?? '')) return
      if (node.type !== undefined) visit(node)
      Object.values(node).forEach(walk)
    }
  }
  walk(parseAst(readFileSync(new URL(file, SRC), 'utf8'), { lang: 'ts' }))
}

/** Every text in a file. */
function textsOf(file: string): Said[] {
  const found: Said[] = []
  visitFile(file, (node) => {
    if (node.type !== 'Literal' && node.type !== 'TemplateLiteral') return
    for (const shape of shapesOf(node)) if (shape !== '{}') found.push({ file, shape })
  })
  return found
}

/** What makes errors: the two classes, and the functions that rooms have for it. */
const MAKERS = new Set(['LivingCircleError', 'UsageError', 'invalid', 'usage', 'refuse', 'tell'])

/** Messages and hints of the errors that a file makes. */
function errorTextsOf(file: string): Said[] {
  const found: Said[] = []
  visitFile(file, ({ type, callee, arguments: given }) => {
    if (type !== 'NewExpression' && type !== 'CallExpression') return
    const { name, property } = callee as { name?: string; property?: { name?: string } }
    if (!MAKERS.has(property?.name ?? name ?? '')) return
    for (const argument of given as Node[]) {
      const parts = argument.type === 'ObjectExpression' ? hintsIn(argument) : [argument]
      for (const shape of parts.flatMap(shapesOf)) if (isSentence(shape)) found.push({ file, shape })
    }
  })
  return found
}

function hintsIn({ properties }: Node): Node[] {
  return (properties as { key?: { name?: string }; value?: Node }[]).flatMap(({ key, value }) =>
    key?.name === 'hint' && value !== undefined ? [value] : [],
  )
}

const translate = messagesIn({ createTranslator, CHINESE_SENTENCES }, 'zh')

/** The table has it: whole, or as several joined by `; `, or with something put in before or behind that has its own entry. */
function isKnown(shape: string): boolean {
  const whole = [shape, shape.replace(/\{\}\.?$/, ''), `{} ${shape}.`, `{} ${shape}`, `{}: ${shape}`]
  if (whole.some((one) => KNOWN.has(one))) return true
  const sample = shape.replaceAll('{}', '42')
  if (translate(sample) !== sample) return true
  const parts = shape.replace(/^(?:\{\})?; /, '').split('; ')
  return (parts.length > 1 || /^(?:\{\})?; /.test(shape)) && parts.every((part) => isKnown(part))
}

const rooms = (...names: string[]) =>
  (readdirSync(SRC, { recursive: true }) as string[])
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /(?<!\.d)\.ts$/.test(name) && names.some((room) => name.startsWith(room)))
    .sort()

/** English words with blanks between them. */
const isSentence = (shape: string) => /[a-z]{2,}[,;:]? [a-z({"]/i.test(shape.replaceAll('{}', 'x'))

describe('what the readers and normalisers say of files and rows', () => {
  /** Texts that are no messages: names in data, what formats are made of, what only a damaged file brings. */
  const NO_MESSAGE = [
    /^(?:MULTI)?(?:POINT|POLYGON) /,
    /^GCJ-02 \(AMap, Tencent\)$|^rule pack$|^column \{\}$|^residential floor area$|^\{\} of "\{\}"$/,
    /needs at least one candidate$|^no result$|^a list or object$/,
    /^(?:string table|dense nodes|tags of dense nodes|damaged message|(?:node|relation|tags|strings) (?:\{\} )?\(.*\))$/,
    /^(?:(?:node|member) reference|line \{\}.*|elements nested deeper than \{\})$/,
    /^(?:not an object|no id|no type|node \{\} has no lat and lon.*|way \{\} has neither.*|relation \{\}: .*)$/,
  ]
  /** Parts and sentences that are put together: the whole ones are told below. */
  const COMPOSED = [
    /^(?:lies in|inside it|bytes? (?:is|are)|no street near|median \{\} m)$/,
    /^of people \(population, age_60_plus …\)$|^of the \{\}'s name$|^\{\} has no column \{\}\.$/,
    /^\{\} is the same place as|^is the outline of relation|^\{\} \{\} the residential area|^\{\} cells where the header has/,
    /^\{\}; (?:a text that holds|the cells beyond)|^The server sent an error or log-in page\. \{\}$/,
    /^\{\}: (?:\{\} is no number of people|its blocks|every block has a number)/,
  ]

  it('has a Chinese sentence for every text', () => {
    const files = rooms('read/', 'normalise/', 'load').filter((file) => !/-data\.ts$|column-words/.test(file))
    const texts = files.flatMap(textsOf).filter(({ shape }) => isSentence(shape))
    expect(texts.length).toBeGreaterThan(250)
    const listed = [...NO_MESSAGE, ...COMPOSED]
    const missing = texts.filter(({ shape }) => !isKnown(shape) && !listed.some((pattern) => pattern.test(shape)))
    expect(missing.map(({ file, shape }) => `${file}: ${shape}`)).toEqual([])
    // No pattern stands here for nothing.
    const unused = listed.filter((pattern) => !texts.some(({ shape }) => pattern.test(shape)))
    expect(unused).toEqual([])
  })

  it.each([
    [
      'line 2: 6 cells where the header has 5; the cells beyond the header are ignored',
      '第 2 行：有 6 个单元格，而表头有 5 列；多出的单元格已忽略',
    ],
    [
      'line 2: 6 cells where the header has 5; a text that holds the delimiter needs quotes',
      '第 2 行：有 6 个单元格，而表头有 5 列；含分隔符的文字应加引号',
    ],
    [
      'line 7: category "kindergarden" is not known; did you mean "kindergarten"?',
      '第 7 行：类别“kindergarden”无法识别；是否为“kindergarten”？',
    ],
    ['line 7: category "a; b" is not known', '第 7 行：类别“a; b”无法识别'],
    ['line 9: column "人口": "x" is not a number; taken as unknown', '第 9 行：列“人口”：“x”不是数字，按未知处理'],
    ['line 9: age_60_plus is 9, more than the population of 8', '第 9 行：60 岁以上人口为 9，多于总人口 8'],
    [
      'line 5: 500000, 4400000 is not a longitude and latitude; these look like metres of a projected system: say which (EPSG code)',
      '第 5 行：500000, 4400000 不是经纬度；看起来是投影坐标系的米制坐标：请说明是哪一个（EPSG 代码）',
    ],
    [
      'feature 3: 1 ring(s) were not closed; 2 hole(s) without area dropped',
      '第 3 个要素：1 个环未闭合，已自动闭合；2 个没有面积的孔洞已去除',
    ],
    [
      'way/1 is the same place as node/2 "A" (clinic, inside it).',
      'way/1 与 node/2 "A" 是同一处设施（clinic，位于其内）。',
    ],
    ['way/1 is the same place as node/2 (clinic, 12 m apart).', 'way/1 与 node/2 是同一处设施（clinic，相距 12 米）。'],
    [
      'way/1 is the outline of relation/2, which has the same tags.',
      'way/1 是 relation/2 的轮廓，标签相同，已采用后者。',
    ],
    [
      'way/1 lies in the residential area way/2; their land and homes count twice in sums.',
      'way/1 位于居住用地 way/2 之内，合计中两者的用地和住房会重复计算。',
    ],
    ['way/1 holds the residential area way/2; that one is used.', 'way/1 包含居住用地 way/2，已采用后者。'],
    ['way/1 (clinic) is not open to the public: under construction.', 'way/1（clinic）不对公众开放：在建。'],
    ['way/1 (clinic) is not open to the public: access=private.', 'way/1（clinic）不对公众开放：access=private。'],
    ['population of "东里": 5.5 is no number of people', '“东里”的人口：5.5 不是人口数'],
    [
      'age_0_3 of "东里": its blocks already have 9, more than the total of 8',
      '“东里”的0–3 岁人口：所属地块已有 9 人，多于总数 8',
    ],
    [
      'population of "东里": its blocks have neither dwellings nor residential floor area for all; 3 people stay unknown',
      '“东里”的人口：所属地块的户数和住宅建筑面积均不完整，3 人无法分摊',
    ],
    [
      'population of "东里": every block has a number, and 3 of 9 people are left over',
      '“东里”的人口：各地块均已有数值，9 人中剩余 3 人',
    ],
    ['AMap 090101 + name contains "卫生站"', '高德类型编码 090101，名称含“卫生站”'],
    ['amenity=school + name contains "小学"', 'amenity=school，名称含“小学”'],
    ['community "东里" is given twice', '社区“东里”重复出现'],
    ["a.csv has no column of the street's name.", 'a.csv 没有街道名称列。'],
    ['a.csv has no column of people (population, age_60_plus …).', 'a.csv 没有人口列（population、age_60_plus 等）。'],
    [
      'GCJ-02 (median 4 m, 98 % linked) fits best; WGS-84 (no street near, 0 % linked)',
      'GCJ-02（中位距离 4 米，98% 可接入）最吻合；WGS-84（附近没有道路，0% 可接入）',
    ],
    [
      'a.csv: declared WGS-84 (median 90 m, 40 % linked), but GCJ-02 (median 4 m, 98 % linked) fits the streets better.',
      'a.csv：声明为 WGS-84（中位距离 90 米，40% 可接入），但 GCJ-02（中位距离 4 米，98% 可接入）与路网更吻合。',
    ],
    [
      'block "A" (东里) is not linked to the street network: no street within 200 m.',
      '地块 "A" (东里) 未接入路网：200 米内没有道路。',
    ],
    [
      'cut.osm.pbf ends after 9 bytes in the middle of a block: at least 1 more byte is missing from the block at byte 0.',
      'cut.osm.pbf 在 9 字节处中断，起于第 0 字节的数据块至少还缺 1 字节。',
    ],
    [
      'b.json is not a rule pack: /rules/0 lacks "id"; /rules/1/limitMinutes must be at most 60, is 90; and 3 more.',
      'b.json 不是规则包：/rules/0 缺少“id”；/rules/1/limitMinutes 不得大于 60，现为 90；另有 3 处。',
    ],
    [
      'a.csv: none of 3 blocks can be used (swapped-coordinates, such as line 2: 39.9, 116.3 is outside the area; coordinates may be swapped).',
      'a.csv：3 条地块记录均无法采用（经纬度颠倒，例如：第 2 行：39.9, 116.3 在数据范围外，经度和纬度可能颠倒）。',
    ],
  ])('%s', (english, chinese) => expect(translate(english)).toBe(chinese))
})

describe('errors of the other rooms', () => {
  /** Calls that only a program makes: no command line comes to them. */
  const DEVELOPERS = [
    /^Positions are \[longitude|^Build the impedance on|createSweepPool|readMaplibreAssets/,
    /^(?:Land coverage: \{\}\.|the land .*|Check the units: .*|outlineOfPoints: .*|uncoveredLand: .*)$/,
    /^(?:Only texts can be keys\.|Table \{\} has two rows with the key .*|toXlsx: .*|Use "zh" or "en"\.)$/,
    /^The access of \{\} blocks to \{\} rules|is not a position in degrees\.$|^\{\} is \{\}$|^the (?:radius|spacing) is/,
    /^toMapHtml: |^The schema of the database|^A key of \{\} bytes/,
  ]

  it('have a Chinese sentence, message and hint', () => {
    const files = rooms(
      'measure/',
      'network/profile',
      'network/build',
      'standard/',
      'node/',
      'report/',
      'cli/',
      'analyse',
      'foundation/',
    )
    const texts = files.flatMap(errorTextsOf)
    expect(texts.length).toBeGreaterThan(120)
    const missing = texts.filter(({ shape }) => !isKnown(shape) && !DEVELOPERS.some((pattern) => pattern.test(shape)))
    expect(missing.map(({ file, shape }) => `${file}: ${shape}`)).toEqual([])
  })
})

describe('the tables', () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\*?\}/g)].map(([, name]) => name).sort()

  it('have the same holes on both sides, and a Chinese side that is Chinese', () => {
    for (const [english, chinese] of ENTRIES) {
      expect([english, ...holes(chinese)]).toEqual([english, ...holes(english)])
      expect(chinese).not.toMatch(/\{\w+\*\}/)
      expect([english, chinese]).toEqual([english, expect.stringMatching(/[\u3000-\u9fff\uff00-\uffef]/)])
    }
  })

  it('say each sentence once', () => {
    const shapes = ENTRIES.map(([english]) => english)
    expect(shapes.length).toBe(new Set(shapes).size)
    expect(shapes.length).toBeGreaterThan(400)
  })

  it('leave what they do not know as it is', () => {
    for (const text of ['', 'line 3: nobody knows', 'ECONNRESET', '{path} {n}']) expect(inChinese(text)).toBe(text)
  })
})

describe('createTranslator', () => {
  it('fills holes as they are, and starred ones in the other language or not at all', () => {
    const toZh = createTranslator([{ '{a} of {b*}.': '{b}{a}个。', cats: '猫', 'no {x} here': '没有{x}' }])
    expect(toZh('3 of cats.')).toBe('猫3个。')
    expect(toZh('3 of dogs.')).toBe('3 of dogs.')
    expect(toZh('no {a} here')).toBe('没有{a}')
    expect(toZh('cats; no dogs here')).toBe('猫；没有dogs')
    expect(toZh('cats; dogs')).toBe('cats; dogs')
  })

  it('takes the entry with the longest fixed text, whatever the order of the tables', () => {
    const tables: Sentences[] = [{ '{a} is {b}.': '泛' }, { '{a} is empty.': '空' }]
    for (const order of [tables, [...tables].reverse()]) expect(createTranslator(order)('x is empty.')).toBe('空')
  })
})
