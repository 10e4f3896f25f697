// Words that say a row is a sum or an average, not a place: 合计, Subtotal, Gesamtsumme. In: a cell's text. Out: whether it says so.

const HAN_TOTAL =
  /^[^\d]{0,24}?(?:合计|小计|总计|共计|总和|累计|汇总|合計|小計|總計|共計|總和|累計|匯總|합계|소계|총계)(?:人数|人口|户数|数量|数|人數|戶數)?$/
const HAN_WHOLE = /^(?:总数|总人数|总户数|全部合计|全区|全市|全街道|平均|平均数|平均值|均值|總數|平均數|평균)$/

const TOTALS = new Set(
  (
    'total|totals|grand total|sub total|subtotal|subtotals|overall total|total general|total geral|total général|total gesamt|' +
    'total global|total parcial|sous total|totale|totale generale|totale complessivo|totale parziale|subtotale|sub totale|suma|' +
    'suma total|soma|soma total|somma|somme|sum|sums|summe|summen|gesamt|gesamtsumme|gesamtzahl|insgesamt|zwischensumme|endsumme|' +
    'totaal|subtotaal|totalt|i alt|summa|yhteensä|итого|всего|razem|ogółem|celkem|spolu|összesen|toplam|genel toplam|ara toplam|' +
    'jumlah|tổng|tổng cộng|รวม|σύνολο'
  ).split('|'),
)
const AVERAGES = new Set(
  'average|mean|avg|mittelwert|durchschnitt|promedio|média|media|moyenne|medelvärde|gemiddelde|среднее|ortalama'.split(
    '|',
  ),
)
/** "Total Nord", "Nord gesamt": with a name beside the word. */
const NAMED_TOTAL =
  /^(?:(?:grand |sub|sub |sous )?total(?:e|s)?|summe|zwischensumme|suma|soma|somme|subtotale?) (?!station|energies|wine|fitness).+|.+ (?:total|subtotal|gesamt|insgesamt|totale)$/
const HAN = /[\u3400-\u9fff\uac00-\ud7af]/

/** What every word for a sum in Chinese or Korean has: most names have none of it, and need no further look. */
const HAN_PIECE = /[合小总共累總][\s\u3000]*[计計]|[总總][和数人户數戶]|[汇匯]|平均|均值|全[部区市街]|[계균]/

/** How surely a cell says that its row is a sum: `sure` whatever else the row has, `likely` where it has no place of its own. */
export type TotalWord = 'sure' | 'likely' | 'no'

/** Longer texts are no words for a sum. */
const MOST_LETTERS = 40
const PLAIN_NUMBER = /^-?[\d.]+$/

/**
 * Whether a text says that its row is a total.
 *
 * @example
 * ```ts
 * import { totalWord } from 'living-circle/parts'
 * totalWord('清华园街道小计：') // 'sure'
 * totalWord('Total general') // 'sure'
 * totalWord('Total Norte') // 'likely'
 * ```
 */
export function totalWord(cell: string): TotalWord {
  if (cell.length > MOST_LETTERS || cell.length < 2 || PLAIN_NUMBER.test(cell)) return 'no'
  if (HAN.test(cell)) {
    if (!HAN_PIECE.test(cell)) return 'no'
    const plain = bare(cell).replace(/\s+/g, '')
    return HAN_TOTAL.test(plain) || HAN_WHOLE.test(plain) ? 'sure' : 'no'
  }
  // Most cells are numbers or names; only those with one of these pieces are looked at.
  if (
    !/tot|som|sum|gesam|alt|yhte|raz|og|cel|spolu|ssz|topl|juml|t.ng|av|mean|mitt|durch|prom|m.di|moy|medel|gem|[\u0370-\u04ff\u0e00-\u0e7f]/i.test(
      cell,
    )
  ) {
    return 'no'
  }
  const plain = bare(cell)
    .toLowerCase()
    .replace(/[-_\s]+/g, ' ')
    .trim()
  if (TOTALS.has(plain)) return 'sure'
  return AVERAGES.has(plain) || NAMED_TOTAL.test(plain) ? 'likely' : 'no'
}

/** Without brackets, marks and a number at the end: `合计（10 个）：`, `Total: 29250`. */
function bare(cell: string): string {
  return cell
    .normalize('NFKC')
    .replace(/\([^)]*\)?/g, ' ')
    .replace(/[:=*\u2211]+/g, ' ')
    .replace(/[\s\d.,]+(?:人|户|个|处|所|家|项|people)?\s*$/i, '')
    .trim()
}
