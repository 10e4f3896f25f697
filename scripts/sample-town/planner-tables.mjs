// The same town as its planner has it in her own files: an Excel list of facilities, a list of compounds and a ledger of people in
// GBK, Chinese headers, coordinates as AMap shows them (GCJ-02), with the slips of such files. Knows formats, not the town.
import { strToU8, zipSync } from 'fflate'
import gcoord from 'gcoord'
import { toLonLat } from './plane.mjs'

/** What she calls each kind. */
const WORDS = {
  elderly_day_care: '日间照料中心',
  community_canteen: '社区食堂',
  nursery: '托育机构',
  kindergarten: '幼儿园',
  primary_school: '小学',
  health_station: '社区卫生服务站',
  health_centre: '社区卫生服务中心',
  wet_market: '菜市场',
  supermarket: '超市',
  convenience_store: '便利店',
  pharmacy: '药店',
  parcel: '快递驿站',
  cultural_station: '文化活动站',
  sports_court: '球场',
  park: '公园',
  bank: '银行',
  toilets: '公厕',
  community_station: '社区服务站',
  service_centre: '便民服务中心',
}

/** The three files by name. */
export function plannerTables(facilities, blocks) {
  return {
    'planner/设施.xlsx': workbook('设施', facilityRows(facilities)),
    'planner/居住区.csv': gbkCsv(blockRows(blocks)),
    'planner/社区台账.csv': gbkCsv(ledgerRows(blocks)),
  }
}

function amapPlace(point) {
  return gcoord.transform(toLonLat(point), gcoord.WGS84, gcoord.GCJ02).map((degrees) => Number(degrees.toFixed(6)))
}

/** A title line, the header, the facilities, and three rows that cannot be used: no place, no known kind, one twice. */
function facilityRows(facilities) {
  const rows = facilities.map(({ name, category, point, capacity, floorArea }, i) => [
    i + 1,
    name,
    WORDS[category],
    ...amapPlace(point),
    floorArea,
    capacity,
  ])
  const [first] = rows
  return [
    ['样渡区公共服务设施一览表'],
    ['序号', '名称', '类型', '经度', '纬度', '建筑面积(㎡)', '容量'],
    ...rows,
    [rows.length + 1, '南坡托育园（筹）', '托育机构', null, null, null, 60],
    [rows.length + 2, '钟楼棋牌室', '棋牌馆', ...amapPlace([90, 300]), 80, null],
    [rows.length + 3, ...first.slice(1)],
  ]
}

/** A point per compound. Dwellings are known for all here; people for all but the one whose number nobody wrote down. */
function blockRows(blocks) {
  return [
    ['编号', '小区名称', '经度', '纬度', '户数', '常住人口', '60岁及以上', '0-3岁', '所属社区', '所属街道'],
    ...blocks.map((block) => [
      block.id,
      block.name[0],
      ...amapPlace(middleOf(block)),
      dwellingsOf(block),
      ...(block.unknownPeople === true ? ['', '', ''] : peopleOf(block)),
      block.community,
      block.street,
    ]),
  ]
}

/** People by community. */
function ledgerRows(blocks) {
  const communities = new Map()
  for (const block of blocks) {
    const sums = communities.get(block.community) ?? { street: block.street, people: [0, 0, 0] }
    sums.people = sums.people.map((sum, i) => sum + peopleOf(block)[i])
    communities.set(block.community, sums)
  }
  const sorted = [...communities].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    ['社区', '街道', '常住人口', '60岁及以上', '0-3岁'],
    ...sorted.map(([community, { street, people }]) => [community, street, ...people]),
  ]
}

const peopleOf = ({ population, older, young }) => [
  population,
  Math.round(population * older),
  Math.round(population * young),
]
const dwellingsOf = ({ population }) => Math.max(1, Math.round(population / 2.62))

function middleOf({ point, ring }) {
  if (point !== undefined) return point
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]
}

function gbkCsv(rows) {
  const field = (value) => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value))
  return toGbk(`${rows.map((row) => row.map((value) => field(value ?? '')).join(',')).join('\r\n')}\r\n`)
}

/** GBK bytes of a text, by turning the decoder round. */
function toGbk(text) {
  const decoder = new TextDecoder('gb18030')
  const pairs = new Map()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (trail !== 0x7f && [...character].length === 1 && !pairs.has(character)) pairs.set(character, [lead, trail])
    }
  }
  const bytes = [...text].flatMap((character) => {
    if (character.charCodeAt(0) < 0x80) return [character.charCodeAt(0)]
    const pair = pairs.get(character)
    if (pair === undefined) throw new Error(`Not in GBK: ${character}`)
    return pair
  })
  return Uint8Array.from(bytes)
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** A workbook of one sheet, stored without compression and with a fixed date: the same bytes everywhere. */
function workbook(name, rows) {
  const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const cell = (value, row, column) => {
    const at = `${String.fromCharCode(65 + column)}${row + 1}`
    if (value === null || value === undefined) return ''
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    return `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`
  }
  const lines = rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, r, c)).join('')}</row>`)
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
  }
  const files = Object.entries(parts).map(([path, xml]) => [path, strToU8(XML + xml)])
  return zipSync(Object.fromEntries(files), { level: 0, mtime: new Date(1980, 0, 1) })
}
