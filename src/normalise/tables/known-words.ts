// Is this the right code page? Words of headers and of kinds of facility in a piece of text. Text in, a count out. It knows no bytes.
import { isCategoryWord } from '../categories/categories.ts'
import { COLUMN_WORDS } from './column-words.ts'

/** Cells are looked at up to this many. */
const MOST_CELLS = 4_000

/** Syllables that names of places, kinds and headers in Chinese are made of, in both scripts. */
const CHINESE =
  /小学|小學|学校|學校|中学|中學|幼儿园|幼兒園|托育|医院|醫院|卫生|衛生|诊所|診所|药店|藥店|药房|藥房|社区|社區|街道|小区|小區|公园|公園|广场|廣場|市场|市場|超市|便利|食堂|养老|養老|老年|日间|日間|照料|服务|服務|中心|名称|名稱|地址|经度|經度|纬度|緯度|坐标|座標|人口|户数|戶數|类别|類別|类型|類型|编号|編號|大厦|大廈|花园|花園|家园|公寓|新村|胡同|大道|银行|銀行|邮政|郵政|公厕|公廁|车站|車站|图书馆|圖書館|文化|体育|體育/

/** Words of tables in scripts and letters beyond ASCII: a word is one that only the right code page shows. */
const OTHERS =
  /населени|название|адрес|школа|больниц|аптек|поликлиник|детский|магазин|улица|парк|широта|долгота|поблаци|poblaci[oó]n|direcci[oó]n|categor[ií]a|educaci[oó]n|guarder[ií]a|jard[ií]n|pol[ií]gono|centro de d[ií]a|m[eé]dic|popula[cç][aã]o|endere[cç]o|sa[uú]de|pra[cç]a|farm[aá]cia|crian[cç]|straße|größe|ärzt|bürger|gebäude|fläche|schüler|kindertagesstätte|école|santé|médec|crèche|pharmacie|mairie|ludność|szkoła|przedszkole|škola|lékárna|obyvatel|školka|nüfus|okul|eczane|学校|病院|薬局|公園|住所|人口|緯度|経度|학교|병원|약국|공원|주소|인구|위도|경도/i

const HEADERS: ReadonlySet<string> = new Set(
  Object.values(COLUMN_WORDS).flatMap((words) => words.split('|').filter((word) => /[^\x00-\x7f]/.test(word))),
)

/**
 * How many cells of a text hold a word that is known here: a header, a kind of facility, a common part of names. Cells in plain ASCII
 * do not count, for they read the same under every code page. O(length).
 */
export function countKnownWords(text: string): number {
  let known = 0
  let cells = 0
  for (const match of text.matchAll(/[^,;|\t\r\n"，；]+/g)) {
    const cell = match[0].trim()
    if (!/[^\x00-\x7f]/.test(cell)) continue
    if (++cells > MOST_CELLS) break
    if (cell.length > 120) continue
    if (HEADERS.has(cell.toLowerCase()) || CHINESE.test(cell) || OTHERS.test(cell) || isKind(cell)) known++
  }
  return known
}

function isKind(cell: string): boolean {
  return cell.length < 40 && isCategoryWord(cell)
}
