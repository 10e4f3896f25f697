// Which format does a table have? Told by its first bytes, whatever its name. In: a byte source. Out: a format, or an error that says what
// it is instead and what to do. It reads no table.
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { encodingOfMark } from '../bytes/text-encoding.ts'
import type { TableFormat } from './raw-table.ts'
import { firstBytes, wholeFile } from './whole-file.ts'

const UNSUPPORTED: readonly (readonly [signature: string, what: Message, hint: Message])[] = [
  ['25504446', message('kind.pdf'), message('hint.export-csv-xlsx')],
  ['1f8b', message('kind.gzip'), message('hint.unpack')],
  ['50415231', message('kind.parquet'), message('hint.export-csv-fgb')],
  ['89504e47', message('kind.picture'), message('hint.give-places')],
  ['ffd8ff', message('kind.picture'), message('hint.give-places')],
]

/**
 * Tells a table's format by its first bytes.
 *
 * @throws LivingCircleError `input-empty`; `input-unsupported` for formats that are known but not read
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { sniffTableFormat } from 'living-circle/parts'
 * await sniffTableFormat(bytesSource('t', new TextEncoder().encode('{"type":"FeatureCollection","features":[]}')))
 * ```
 */
export async function sniffTableFormat(source: ByteSource): Promise<Exclude<TableFormat, 'ods'>> {
  const head = await firstBytes(source, 4096)
  if (head.length === 0) {
    throw problem('input-empty', 'table.empty', { name: source.name }, { hint: 'hint.table-rows' })
  }
  const hex = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'xlsx'
  if (hex.startsWith('0000270a')) return 'shapefile'
  if (hex.startsWith('66676203666762')) return 'flatgeobuf'
  if (hex.startsWith('53514c69')) return 'geopackage'
  if (hex.startsWith('d0cf11e0')) throw await oldWorkbook(source)
  for (const [signature, what, hint] of UNSUPPORTED) {
    if (hex.startsWith(signature)) {
      throw problem('input-unsupported', 'kind.is', { name: source.name, what }, { hint })
    }
  }
  const text = new TextDecoder(encodingOfMark(head) ?? 'utf-8').decode(head).replace(/^[\s\uFEFF\u001e]+/, '')
  if (text.startsWith('{')) return isGeoJsonHead(text) ? 'geojson' : 'json'
  if (/^\[\s*[{[]/.test(text)) return 'json'
  return text.startsWith('<') ? markupFormat(source.name, text) : 'csv'
}

const GEOJSON_TYPE =
  /"type"\s*:\s*"(?:FeatureCollection|Feature|Topology|GeometryCollection|(?:Multi)?(?:Point|LineString|Polygon))"/
const PLACES_LIST = /"(?:pois|results?|data|content|list|items|records|rows|places)"\s*:\s*[[{]/
/** An answer without places: it says what went wrong. */
const SERVICE_ANSWER = /^\{(?=[\s\S]*"status"\s*:)(?=[\s\S]*"(?:info|message|msg)"\s*:)/

/** A document that says so, or one that holds no list of places either: the reader of GeoJSON says what it is instead. */
function isGeoJsonHead(text: string): boolean {
  return GEOJSON_TYPE.test(text) || !(PLACES_LIST.test(text) || SERVICE_ANSWER.test(text))
}

function markupFormat(name: string, text: string): 'kml' | 'html' | 'spreadsheetml' {
  if (/<(?:\w+:)?kml[\s>]/i.test(text)) return 'kml'
  if (/progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet/i.test(text)) {
    if (/^<\?xml/i.test(text) || /<(?:\w+:)?Workbook[\s>]/.test(text)) return 'spreadsheetml'
  }
  if (/^<(?:!doctype\s+html|html|head|meta|body|table|div|style|center)\b/i.test(text)) return 'html'
  throw problem(
    'input-unsupported',
    'table.not-a-table',
    { name, start: text.slice(0, 15) },
    { hint: 'hint.web-page-instead' },
  )
}

/** Office files of the years before 2007, and new ones under a password, begin alike: their streams' names tell them apart. */
async function oldWorkbook(source: ByteSource): Promise<LivingCircleError> {
  const bytes = await wholeFile(source)
  const isEncrypted = new TextDecoder('latin1').decode(bytes).includes([...'EncryptedPackage'].join('\0'))
  const said = isEncrypted ? message('kind.encrypted') : message('kind.xls')
  const hint = isEncrypted ? 'hint.save-no-password' : 'hint.convert-xls'
  return problem('input-unsupported', 'kind.is', { name: source.name, what: said }, { hint })
}
