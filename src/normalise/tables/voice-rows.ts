// A table of what residents said: id, place (lon, lat, or a block, or a community), kind or words, text, date. In: rows. Out: voices, and rows that cannot
// be placed or are about no kind that is known. It does not know what was computed.
import type { LonLat } from '../../foundation/units.ts'
import { message } from '../../words/problem.ts'
import { allCategories, resolveCategoryWord } from '../categories/categories.ts'
import { dateOfText } from './date-text.ts'
import { createPlainIntake, isRefusal, type PlainIntake, type PlainRow, type RowRefusal } from './plain-rows.ts'

export const VOICE_COLUMNS = {
  id: { words: ['id', '编号', '序号'] },
  lon: { words: ['lon', 'lng', 'longitude', '经度', 'x'] },
  lat: { words: ['lat', 'latitude', '纬度', 'y'] },
  block: { words: ['block', 'block_id', '小区', '小区名称', '小区编号'] },
  community: { words: ['community', '社区', '社区名称'] },
  category: { words: ['category', 'kind', '类别', '设施类别', '设施', '诉求类别'] },
  text: { words: ['text', 'words', 'comment', '内容', '诉求内容', '意见', '诉求'] },
  date: { words: ['date', '日期', '时间', '受理时间'] },
} as const

type VoiceColumn = keyof typeof VOICE_COLUMNS

/** One voice as it was read. */
export interface VoiceRow {
  readonly id: string
  readonly lonLat: LonLat | null
  readonly block: string | null
  readonly community: string | null
  readonly category: string
  readonly date: string | null
  readonly text: string | null
}

/**
 * Takes the rows of a file.
 *
 * @param toWgs84 the table's coordinates → WGS 84
 */
export function createVoiceIntake(
  source: string,
  toWgs84: (position: LonLat) => LonLat = (position) => position,
): { readonly intake: PlainIntake; readonly rows: readonly VoiceRow[] } {
  const rows: VoiceRow[] = []
  const seen = new Set<string>()
  const intake = createPlainIntake(source, VOICE_COLUMNS, (row) => {
    const id = row.text('id') ?? `row-${rows.length + 1}`
    if (seen.has(id)) return { code: 'duplicate-id', said: message('row.plain-id-twice', { id: id.slice(0, 80) }) }
    const position = positionOf(row)
    if (isRefusal(position)) return position
    const [block, community, text] = [row.text('block'), row.text('community'), row.text('text')]
    if (position === null && block === null && community === null) {
      return { code: 'missing-coordinates', said: message('voices.no-place') }
    }
    const category = categoryOf(row.text('category'), text)
    if (category === null) {
      // What was said stays out of what is told of it.
      return {
        code: 'unknown-category',
        said: message('voices.no-kind', { word: row.text('category')?.slice(0, 40) ?? '-' }),
      }
    }
    const date = dateOf(row)
    if (isRefusal(date)) return date
    seen.add(id)
    rows.push({ id, lonLat: position === null ? null : toWgs84(position), block, community, category, date, text })
    return null
  })
  return { intake, rows }
}

function positionOf(row: PlainRow<VoiceColumn>): LonLat | null | RowRefusal {
  const [lon, lat] = [row.number('lon'), row.number('lat')]
  if (isRefusal(lon)) return lon
  if (isRefusal(lat)) return lat
  if (lon === null && lat === null) return null
  if (lon === null || lat === null || Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    return { code: 'invalid-coordinates', said: message('voices.position', { lon: lon ?? '', lat: lat ?? '' }) }
  }
  return [lon, lat]
}

function dateOf(row: PlainRow<VoiceColumn>): string | null | RowRefusal {
  const text = row.text('date')
  if (text === null) return null
  const date = dateOfText(text)
  return date ?? { code: 'malformed-row', said: message('voices.date', { text: text.slice(0, 40) }) }
}

/** The kind that the column names, else the one that the words speak of: the longest name that stands in them. */
function categoryOf(word: string | null, text: string | null): string | null {
  if (word !== null) {
    const { category } = resolveCategoryWord(word)
    if (category !== null) return category.id
  }
  const said = `${word ?? ''} ${text ?? ''}`.toLowerCase()
  let best: { readonly id: string; readonly length: number } | null = null
  for (const { id, nameZh, nameEn, aliases } of allCategories()) {
    for (const name of [nameZh, nameEn, ...aliases]) {
      if (name.length < 2 || (best !== null && name.length <= best.length)) continue
      if (speaksOf(said, name.toLowerCase())) best = { id, length: name.length }
    }
  }
  return best?.id ?? null
}

/** A name within other letters is none: `park` in `parking`. Chinese has no such borders. */
function speaksOf(said: string, name: string): boolean {
  const at = said.indexOf(name)
  if (at < 0) return false
  if (!/^[a-z]/.test(name)) return true
  return !/[a-z]/.test(said[at - 1] ?? ' ') && !/[a-rt-z]/.test(said[at + name.length] ?? ' ')
}
