// Which column is which? Headers in Chinese and English → roles. An explicit mapping overrules the dictionary.
// In: headers. Out: role → column, and which columns were not understood. It does not look at the rows.
import { suggest } from '../../foundation/options.ts'
import { message, problem } from '../../words/problem.ts'
import { COLUMN_WORDS } from './column-words.ts'
import { axisOfHeader, isGeometryHeader } from './coordinate-headers.ts'

/** What a column can be. Population groups (`population`, `age_0_3`, `age_60_plus`, any other `age_…`) are roles of their own. */
export type ColumnRole =
  | 'id'
  | 'name'
  | 'category'
  | 'typecode'
  | 'lon'
  | 'lat'
  | 'location'
  | 'address'
  | 'capacity'
  | 'floor_area_m2'
  | 'level'
  | 'parent'
  | 'hours'
  | 'status'
  | 'closed_on'
  | 'opened_on'
  | 'dwellings'
  | 'residential_floor_area_m2'
  | 'community'
  | 'street'
  | 'district'
  | 'block_id'
  | 'block_name'
  | 'compound_id'
  | 'who'
  | 'direction'
  | 'state'
  | 'step_free'
  | 'closed'
  | 'through'
  | 'serves'
  | 'height_m'
  | 'build_cost'
  | 'population'
  | `age_${string}`

/** Role → header, as found or as wished; saved as JSON and edited by hand. A role mapped to `null` is left alone. */
export type ColumnMapping = Readonly<Partial<Record<ColumnRole, string | null>>>

/** What was made of a table's headers. */
export interface UnderstoodColumns {
  /** Role → header, in the order of the columns. Give it back as `mapping` to have the same again. */
  readonly mapping: Readonly<Record<string, string>>
  /** Role → column index. */
  readonly index: ReadonlyMap<string, number>
  /** Headers that mean nothing here. */
  readonly notUnderstood: readonly string[]
  /** Headers that mean a role which a better header already has. */
  readonly notUsed: readonly string[]
}

/** What a table holds, which decides what some words mean (`社区` in a list of facilities is a place, not a kind). */
export type TableKind = 'facilities' | 'blocks' | 'gates' | 'totals' | 'compounds' | 'heights' | 'candidates'

/** Roles that a kind of table has; others are not looked for there. */
const ROLES_BY_KIND: Readonly<Record<TableKind, ReadonlySet<string>>> = {
  facilities: new Set([
    'id',
    'name',
    'category',
    'typecode',
    'lon',
    'lat',
    'location',
    'address',
    'capacity',
    'floor_area_m2',
    'level',
    'parent',
    'hours',
    'status',
    'closed_on',
    'opened_on',
    'serves',
  ]),
  blocks: new Set([
    'id',
    'name',
    'lon',
    'lat',
    'location',
    'address',
    'dwellings',
    'residential_floor_area_m2',
    'community',
    'street',
    'district',
    'population',
    'closed',
    'through',
  ]),
  gates: new Set([
    'id',
    'name',
    'block_id',
    'block_name',
    'compound_id',
    'lon',
    'lat',
    'location',
    'who',
    'direction',
    'state',
    'hours',
    'step_free',
  ]),
  totals: new Set(['id', 'name', 'community', 'street', 'district', 'population', 'dwellings']),
  compounds: new Set(['id', 'name', 'lon', 'lat', 'location', 'closed', 'through']),
  heights: new Set(['id', 'lon', 'lat', 'location', 'height_m']),
  candidates: new Set([
    'id',
    'name',
    'category',
    'lon',
    'lat',
    'location',
    'address',
    'status',
    'capacity',
    'build_cost',
  ]),
}

/** Header → comparable word: full-width to ASCII, lower case, no separators. */
function comparable(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.:：/]+/g, '')
    .trim()
}

/** The same without what stands in brackets: a unit or a remark, `建筑面积(㎡)`. */
function withoutBrackets(header: string): string {
  return comparable(header.normalize('NFKC').replace(/[([{【〔].*?[)\]}】〕]/g, ''))
}

/** Comparable word → role and its place in the list of words (lower is better). */
const DICTIONARY: ReadonlyMap<string, readonly { readonly role: ColumnRole; readonly rank: number }[]> = (() => {
  const dictionary = new Map<string, { role: ColumnRole; rank: number }[]>()
  for (const [role, words] of Object.entries(COLUMN_WORDS) as [ColumnRole, string][]) {
    words.split('|').forEach((word, rank) => {
      const key = comparable(word)
      const entries = dictionary.get(key) ?? []
      entries.push({ role, rank })
      dictionary.set(key, entries)
    })
  }
  return dictionary
})()

/**
 * The population group that a header means, or `null`: `age_0_3`, `0-3岁` and `3岁以下` → `age_0_3`; `60岁及以上人口`, `60+` and
 * `aged 60 and over` → `age_60_plus`.
 */
export function ageGroupOfHeader(header: string): `age_${string}` | null {
  // 老年人口（65+）, 婴幼儿（0-3岁）: the ages stand in brackets.
  const inBrackets = /[（(]\s*([^（）()]*\d[^（）()]*)[）)]\s*$/.exec(header)
  const own = inBrackets === null || inBrackets.index === 0 ? null : ageGroupOfText(inBrackets[1]!)
  return own ?? ageGroupOfText(header)
}

function ageGroupOfText(header: string): `age_${string}` | null {
  const text = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s（(][^)）]*[)）]$/, '')
    .replace(/[\s_]+/g, ' ')
    .trim()
  const plus =
    /^(?:age[ds]? |ages |over |pop |people )?(\d{1,3}) ?(?:plus|\+|and (?:over|above|older))$/.exec(text) ??
    /^(\d{1,3}) ?(?:周?岁)? ?(?:及|\(含\)|含)?(?:以上|\+)(?:周?岁)?(?:的)?(?:老年|老龄)?(?:人口|老人|老年人|人|居民)?(?:数|数量)?$/.exec(
      text,
    ) ??
    /^(?:over|≥|>=) ?(\d{1,3})$/.exec(text)
  if (plus !== null && Number(plus[1]) <= 120) return `age_${Number(plus[1])}_plus`
  const range =
    /^(?:age[ds]? |ages |pop )?(\d{1,3}) ?(?:-|~|–|—|to|至|到| ) ?(\d{1,3})(?: ?(?:years?|周?岁))?(?:的)?(?:婴幼儿|儿童|幼儿|学龄前|人口|人|居民)*(?:数|数量)?$/.exec(
      text,
    )
  if (range !== null && Number(range[1]) <= Number(range[2]) && Number(range[2]) <= 120) {
    return /^\d+ \d+$/.test(text) ? null : `age_${Number(range[1])}_${Number(range[2])}`
  }
  const below = /^(\d{1,3}) ?周?岁(?:及)?(?:以下|以内)(?:的)?(?:婴幼儿|儿童|幼儿|人口|人)*(?:数|数量)?$/.exec(text)
  if (below !== null && Number(below[1]) <= 120) return `age_0_${Number(below[1])}`
  if (/^(?:老年人|老年人口|老人|老龄人口)(?:数|数量|人数)?$/.test(text)) return 'age_60_plus'
  return null
}

/**
 * Finds which column plays which role. Two headers for one role: the better word wins, then the earlier header by its text, never by
 * its place alone, so that the order of columns has no influence.
 *
 * @param mapping overrules the dictionary; a role mapped to `null` is not used
 * @param ownHeaders the lower row's texts where the header has two rows, see {@link RawTable.ownHeaders}
 * @throws LivingCircleError `invalid-option` when the mapping names a column that is not there, or an unknown role
 * @example
 * ```ts
 * import { understandColumns } from 'living-circle/parts'
 * const found = understandColumns(['编号', '名称', '经度', '纬度', '60岁以上', '备注'], 'blocks')
 * found.mapping // { id: '编号', name: '名称', lon: '经度', lat: '纬度', age_60_plus: '60岁以上' }
 * found.notUnderstood // ['备注']
 * ```
 */
export function understandColumns(
  columns: readonly string[],
  kind: TableKind,
  mapping: ColumnMapping = {},
  ownHeaders: readonly string[] | null = null,
): UnderstoodColumns {
  const index = new Map<string, number>()
  const taken = new Set<number>()
  const switchedOff = new Set<string>()
  for (const [role, header] of Object.entries(mapping)) {
    checkRole(role, kind)
    if (header === null || header === undefined) {
      switchedOff.add(role)
      continue
    }
    const at = indexOfHeader(columns, header)
    index.set(role, at)
    taken.add(at)
  }
  const best = new Map<string, { column: number; rank: number }>()
  const meant = new Set<number>()
  columns.forEach((header, column) => {
    if (taken.has(column)) return
    if (RUNNING_NUMBERS.test(comparable(header))) meant.add(column)
    for (const { role, rank } of rolesOfParts(header, ownHeaders?.[column] ?? header, kind)) {
      meant.add(column)
      if (index.has(role) || switchedOff.has(role)) continue
      const rival = best.get(role)
      if (rival === undefined || rank < rival.rank || (rank === rival.rank && header < columns[rival.column]!)) {
        best.set(role, { column, rank })
      }
    }
  })
  for (const [role, { column }] of best) {
    index.set(role, column)
    taken.add(column)
  }
  const found = [...index].sort((a, b) => a[1] - b[1])
  return {
    mapping: Object.fromEntries(found.map(([role, column]) => [role, columns[column]!])),
    index: new Map(found),
    notUnderstood: columns.filter((_, column) => !taken.has(column) && !meant.has(column)),
    notUsed: columns.filter((_, column) => !taken.has(column) && meant.has(column)),
  }
}

/** Headers of numbers that count the rows: no id, for they change when a row is added, and begin again in every section. */
const RUNNING_NUMBERS =
  /^(?:序号|序號|序|顺序|顺序号|行号|排序|编序|项次|項次|no|№|#|nr|nº|n°|num|lfdnr|lfd|sn|s\/n|srno|slno|rownum|rownumber|index|unnamed0?)$/

/** Roles of a header of two rows: as a whole, with the lower row first (人口 over 常住), or by the lower row alone. */
function rolesOfParts(header: string, own: string, kind: TableKind): { role: ColumnRole; rank: number }[] {
  const whole = rolesOfHeader(header, kind)
  if (whole.length > 0 || own === header || own === '') return whole
  const turned = header.endsWith(own) ? rolesOfHeader(own + header.slice(0, -own.length), kind) : []
  const found = turned.length > 0 ? turned : rolesOfHeader(own, kind)
  return found.map(({ role, rank }) => ({ role, rank: rank + 200 }))
}

/** Headers that mean nothing here and yet are headers: they help to find the row that they stand in. */
const OTHER_HEADERS =
  /^(?:备注|說明|说明|电话|联系电话|联系人|负责人|填报人|建成时间|竣工时间|日期|年份|时间|单位|来源|数据来源|面积|占地面积|用地面积|所有制|性质|图片|照片|remarks?|notes?|comments?|phone|tel|telephone|contact|date|year|source|owner|website|url|email|postcode|city|country|bemerkung|notas?|observaciones|fecha|año|datum|quelle|ort|remarques?|ville|observações|data)$/

let headerWords: Map<string, boolean> | undefined

/** Whether a text is a word that headers of tables have, whatever the table holds. */
export function isHeaderWord(text: string): boolean {
  if (text.length > 40) return false
  headerWords ??= new Map()
  const before = headerWords.get(text)
  if (before !== undefined) return before
  const plain = comparable(text)
  const known =
    !/^[\d.,\s-]*$/.test(plain) &&
    (DICTIONARY.has(plain) ||
      DICTIONARY.has(withoutBrackets(text)) ||
      OTHER_HEADERS.test(plain) ||
      ageGroupOfHeader(text) !== null)
  if (headerWords.size < 10_000) headerWords.set(text, known)
  return known
}

function rolesOfHeader(header: string, kind: TableKind): { role: ColumnRole; rank: number }[] {
  if (hasPeople(kind)) {
    const group = ageGroupOfHeader(header)
    if (group !== null) return [{ role: group, rank: header === group ? 0 : 1 }]
  }
  for (const { text, penalty } of spellings(header)) {
    const found = DICTIONARY.get(text) ?? []
    const roles = found
      .map(({ role, rank }) => (isOwnId(kind, role) ? { role: 'id' as const, rank: rank + 50 } : { role, rank }))
      .filter(({ role }) => ROLES_BY_KIND[kind].has(role))
    if (found.length > 0) return roles.map(({ role, rank }) => ({ role, rank: rank + penalty }))
  }
  const axis = axisOfHeader(header) ?? (isGeometryHeader(header) ? 'location' : null)
  return axis === null || !ROLES_BY_KIND[kind].has(axis) ? [] : [{ role: axis, rank: 100 }]
}

/** What of a header is looked up: all of it, without brackets, and of alternatives (床位数/班数) each. */
function spellings(header: string): { readonly text: string; readonly penalty: number }[] {
  const parts = header.normalize('NFKC').split(/[/、|]|或/)
  return [
    { text: comparable(header), penalty: 0 },
    { text: withoutBrackets(header), penalty: 100 },
    ...(parts.length > 1 && parts.length < 4
      ? parts.map((part) => ({ text: withoutBrackets(part), penalty: 150 }))
      : []),
  ]
}

/** In a table of blocks the id of a block is the row's own. */
function isOwnId(kind: TableKind, role: ColumnRole): boolean {
  if (role === 'block_id') return kind === 'blocks' || kind === 'compounds'
  return role === 'compound_id' && kind === 'compounds'
}

function hasPeople(kind: TableKind): boolean {
  return kind === 'blocks' || kind === 'totals'
}

function checkRole(role: string, kind: TableKind): void {
  const isAge = hasPeople(kind) && /^age_\d{1,3}_(?:\d{1,3}|plus)$/.test(role)
  if (isAge || ROLES_BY_KIND[kind].has(role)) return
  const known = [...ROLES_BY_KIND[kind]]
  const near = suggest(role, known)
  throw problem(
    'invalid-option',
    'mapping.role',
    { role, kind: message(`role.${kind}`) },
    {
      hint:
        near === undefined
          ? message('hint.roles', { list: known.join(', ') })
          : message('hint.did-you-mean', { word: near }),
      details: { role, known },
    },
  )
}

function indexOfHeader(columns: readonly string[], header: string): number {
  const at = columns.indexOf(header)
  const loose = at >= 0 ? at : columns.findIndex((column) => comparable(column) === comparable(header))
  if (loose >= 0) return loose
  const near = suggest(header, columns)
  throw problem(
    'invalid-option',
    'mapping.header',
    { header },
    {
      hint:
        near === undefined
          ? message('hint.columns', { list: columns.slice(0, 40).join(', ') })
          : message('hint.did-you-mean', { word: near }),
      details: { header, columns: columns.slice(0, 200) },
    },
  )
}

/**
 * A mapping from the JSON text of a saved file; roles and headers are checked when it is used.
 *
 * @example
 * ```ts
 * import { parseColumnMapping } from 'living-circle/parts'
 * parseColumnMapping('{"name":"名称"}', 'columns.json')
 * ```
 */
export function parseColumnMapping(text: string, source: string): ColumnMapping {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw problem(
      'input-format',
      'json.invalid',
      { name: source, reason: (cause as Error).message.slice(0, 120) },
      { cause },
    )
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw problem('input-format', 'mapping.object', { source, example: '{"lon": "经度"}' })
  }
  const mapping: Record<string, string | null> = Object.create(null) as Record<string, string | null>
  for (const [role, header] of Object.entries(value)) {
    if (typeof header !== 'string' && header !== null) {
      throw problem('input-format', 'mapping.value', { source, role })
    }
    mapping[role] = header
  }
  return mapping as ColumnMapping
}
