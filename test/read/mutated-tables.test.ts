// A byte changed, a piece doubled, cut out or moved: every reader of tables gives a table or an error of its own, in time and in little
// memory. MUTATIONS=100000 npx vitest run test/read/mutated-tables.test.ts tries as many on each format; here it is a few hundred.
import { strToU8, unzipSync, zipSync } from 'fflate'
import initSqlJs from 'sql.js'
import { describe, expect, it } from 'vitest'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { openTableFile } from '../../src/read/tables/table.ts'
import { gbk, xlsx } from './write-tables.ts'

const ROUNDS = Number(process.env.MUTATIONS ?? 400)
/** The longest that one file of a few kilobytes may take. */
const MOST_MILLISECONDS = 2_000
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const ODS = `<office:document-content><office:automatic-styles><style:style style:name="h"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="s" table:style-name="h"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>a<text:s text:c="3"/></text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="float" office:value="1.5" table:number-columns-repeated="3"><office:annotation><text:p>n</text:p></office:annotation><text:p>1.5</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
const KML = `<kml><Document><Folder><name>f</name><Placemark id="1"><name>a</name><ExtendedData><Data name="n"><value>5</value></Data></ExtendedData><MultiGeometry><Point><coordinates>1,2,3</coordinates></Point><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder></Document></kml>`
const HTML = `<html><head><meta charset="gbk"></head><table><tr><td rowspan="2" colspan=2>名称</td><th>b</th></tr><tr><td>c&amp;d<table><tr><td>e</td></tr></table></td></tr><tr><td>f<td>g<td>h</table></html>`
const SHEETS = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="s"><Table><Row ss:Index="3"><Cell ss:MergeAcross="1" ss:MergeDown="2"><Data ss:Type="String">a</Data></Cell><Cell ss:Index="4"><Data>b</Data></Cell></Row><Row><Cell><Data>c</Data></Cell><Cell><Data>d</Data></Cell></Row></Table></Worksheet></Workbook>`
const JSON_ANSWER = `[{"status":"1","info":"OK","pois":[{"id":"B1","name":"x","typecode":"060200","location":"116.3,39.9","biz_ext":{"rating":[]},"photos":[{"u":1}]}]},{"status":"0","info":"NO"},{"data":{"list":[{"lon":1,"lat":2,"location":{"lng":1,"lat":2}}]}}]`

async function database(): Promise<Uint8Array> {
  const { Database } = await initSqlJs()
  const made = new Database() as unknown as { run(sql: string): void; export(): Uint8Array }
  made.run(`PRAGMA page_size = 512;
    CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
    CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
    CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB, t TEXT, n INTEGER DEFAULT 5, x REAL);
    INSERT INTO gpkg_spatial_ref_sys VALUES (4547, 'EPSG', 4547, 'x');
    INSERT INTO gpkg_contents VALUES ('a', 'features');
    INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 4547);
    WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 60)
    INSERT INTO a SELECT i * i, X'4750000100000000010100000000000000000000400000000000000840', substr(hex(zeroblob(900)), 1, i * 20), i * 1000003, i / 3.0 FROM k;
    INSERT INTO a VALUES (9999, X'47500001000000000103000000010000000400000000000000000000000000000000000000000000000000F03F0000000000000000000000000000F03F000000000000F03F00000000000000000000000000000000', 't', NULL, 1)`)
  return made.export()
}

const workbook = (): Uint8Array =>
  xlsx([
    {
      name: 'S',
      rows: [
        ['id', '名称', 'lon', 'lat'],
        ['1', 'bank', 1, 2],
        ['2', 'x', true, 2.5],
      ],
    },
  ])

type Change = (bytes: Uint8Array) => Uint8Array
interface Format {
  readonly name: string
  seed(): Uint8Array | Promise<Uint8Array>
  /** Applies a change where it reaches the reader: to a part of an archive, not to what is compressed. */
  apply?(seed: Uint8Array, change: Change, random: () => number): Uint8Array
}

/** Half of the changes go to the archive itself, half to one of its parts. */
function zipped(seed: Uint8Array, change: Change, random: () => number): Uint8Array {
  if (random() < 0.3) return change(seed)
  const parts = unzipSync(seed)
  const names = Object.keys(parts)
  const name = names[Math.floor(random() * names.length)]!
  return zipSync({ ...parts, [name]: change(parts[name]!) }, { level: 0 })
}

const FORMATS: readonly Format[] = [
  { name: 'GeoPackage', seed: database },
  { name: 'KML', seed: () => utf8(KML) },
  { name: 'KMZ', seed: () => zipSync({ 'doc.kml': strToU8(KML) }), apply: zipped },
  { name: 'ODS', seed: () => zipSync({ 'content.xml': strToU8(ODS) }), apply: zipped },
  { name: 'JSON', seed: () => utf8(JSON_ANSWER) },
  { name: 'HTML', seed: () => gbk(HTML) },
  { name: 'Excel 2003 XML', seed: () => utf8(SHEETS) },
  { name: 'XLSX', seed: workbook, apply: zipped },
]

/** A small generator with a seed (mulberry32): the same files in every run. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Characters and numbers that mean something to readers. */
const TELLING = [
  '<',
  '>',
  '"',
  "'",
  '&',
  '/',
  '-',
  ']]>',
  '99999999',
  '-1',
  '\0',
  '\u00ff',
  ',',
  '{',
  '[',
  ':',
  'NaN',
  '1e999',
].map(utf8)

function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  let result = Uint8Array.from(bytes)
  const at = () => Math.floor(random() * (result.length + 1))
  for (let edits = 1 + Math.floor(random() * 5); edits > 0; edits--) {
    const kind = random()
    if (kind < 0.45) {
      if (result.length > 0)
        result[Math.min(result.length - 1, at())] = random() < 0.5 ? 255 * Math.round(random()) : random() * 256
    } else if (kind < 0.6) {
      const word = TELLING[Math.floor(random() * TELLING.length)]!
      const from = at()
      result = spliced(result, from, from + (random() < 0.5 ? word.length : 0), word)
    } else {
      const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number]
      if (kind < 0.75) result = spliced(result, from, Math.min(to, from + 40), new Uint8Array(0))
      else if (kind < 0.9) result = spliced(result, at(), -1, result.subarray(from, Math.min(to, from + 300)))
      else if (random() < 0.3) result = result.slice(0, to)
    }
  }
  return result
}

function spliced(bytes: Uint8Array, from: number, to: number, insert: Uint8Array): Uint8Array<ArrayBuffer> {
  const end = to < from ? from : Math.min(bytes.length, to)
  const result = new Uint8Array(from + insert.length + bytes.length - end)
  result.set(bytes.subarray(0, from))
  result.set(insert, from)
  result.set(bytes.subarray(end), from + insert.length)
  return result
}

describe('mutated tables', () => {
  it.each(FORMATS)(
    '$name: a table or an error of its own',
    async ({ name, seed, apply }) => {
      const bytes = await seed()
      const random = randomOf(20_261_130)
      let tables = 0
      let refused = 0
      let slowest = 0
      for (let round = 0; round < ROUNDS; round++) {
        const change: Change = (part) => mutated(part, random)
        const file = apply === undefined ? change(bytes) : apply(bytes, change, random)
        const start = performance.now()
        try {
          const { sheets } = await openTableFile(bytesSource('mutated', file))
          for (const sheet of sheets) {
            for await (const table of sheet.chunks()) {
              tables++
              for (const row of table.rows)
                if (row.length !== table.columns.length) throw new Error('a row of another width')
              if (table.line.length !== table.rows.length) throw new Error('lines and rows differ')
            }
          }
        } catch (error) {
          if (!(error instanceof LivingCircleError) || error.code === 'internal') {
            throw new Error(
              `round ${round}: ${String(error)} for ${Buffer.from(file).toString('base64').slice(0, 3000)}`,
              { cause: error },
            )
          }
          refused++
        }
        slowest = Math.max(slowest, performance.now() - start)
      }
      if (process.env.MUTATIONS !== undefined) {
        const { heapUsed, arrayBuffers } = process.memoryUsage()
        const megabytes = Math.round((heapUsed + arrayBuffers) / 1e6)
        console.log(
          `${name}: ${ROUNDS} files, ${tables} tables, ${refused} refused, slowest ${slowest.toFixed(0)} ms, ${megabytes} MB at the end`,
        )
      }
      // Both happen, or nothing was tried.
      expect([tables > 0, refused > 0]).toEqual([true, true])
      expect(slowest).toBeLessThan(MOST_MILLISECONDS)
    },
    3_600_000,
  )
})
