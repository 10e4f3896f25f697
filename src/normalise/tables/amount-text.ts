// Amounts as people type them → numbers: 约520人, 500～600, 12班, 3360（含流动）, 2.5公顷. In: a text cell. Out: a number in people, places or
// square metres, its own unit, and a word where it is not exact. It does not know what is counted.
import type { Message } from '../../foundation/message.ts'
import { message } from '../../words/problem.ts'
import { unitFactor } from './header-units.ts'
import { type DecimalStyle, parseNumberText } from './number-text.ts'

/** Result of {@link parseAmountText}. */
export interface AmountText {
  /** `null` where nothing is known. */
  readonly value: number | null
  /** The unit that the text names, or `null`. Multiples (万) are applied already. */
  readonly unit: string | null
  /** `null`, or why the text is suspicious; `value` is then `null`. */
  readonly problem: Message | null
  /** `null`, or in which way the number is not exactly what the text says. */
  readonly note: Message | null
}

const ABOUT =
  /^(?:约|大约|大概|近|将近|接近|超|超过|逾|不足|不到|至少|最多|估计|预计|暂估|估|约有|现有|共|共计|合计|~|≈|±|>=?|<=?|≥|≤|approx(?:\.|imately)?|about|around|circa|ca\.?|c\.|env\.?|environ|etwa|rund|ungefähr|aprox\.?|cerca de|circa|over|under|nearly|more than|less than|up to)\s*/i
const ABOUT_AFTER =
  /\s*(?:左右|上下|余|多|以上|以下|以内|之内|余人|多人|几|\+|approx\.?|\(?est(?:imated|\.)?\)?|ungefähr|aprox\.?|环比.*)$/i
/** Exact, though it reads like a guess. */
const EXACT = /^(?:现有|共|共计|合计)/
const REMARK = /\s*[([{【〔][^)\]}】〕]*[)\]}】〕]?\s*$/
const NUMBER = String.raw`[+-]?\d[\d,.'’\s]*(?:[万亿千百](?=\D|$))?`
const RANGE = new RegExp(
  `^(${NUMBER})([^\\d\\s~～—–\\-−至到]{0,6})\\s*(?:-|~|～|—|–|−|至|到|to|bis|a|à|até)\\s*(${NUMBER})(.*)$`,
  'i',
)
const WITH_UNIT = new RegExp(`^(${NUMBER})\\s*(\\D{1,16})$`)
/** More than a cell of a ledger holds. */
const MOST_LETTERS = 60

/**
 * Reads an amount. Plain numbers are read as {@link parseNumberText} does; a guess, a range (its middle) and a remark are read with a
 * `note`. A unit of area makes square metres.
 *
 * @param isArea square metres are meant: `2.5公顷` is 25000
 * @example
 * ```ts
 * import { parseAmountText } from 'living-circle/parts'
 * parseAmountText('约520人').value // 520
 * parseAmountText('500～600人').value // 550
 * parseAmountText('12班').unit // '班'
 * ```
 */
export function parseAmountText(text: string, style: DecimalStyle = 'point', isArea = false): AmountText {
  // The usual case first: this runs for every number of large tables.
  if (/^\d{1,15}$/.test(text)) return { value: Number(text), unit: null, problem: null, note: null }
  if (text.length > MOST_LETTERS)
    return { value: null, unit: null, problem: parseNumberText(text, style).problem, note: null }
  const plain = text
    .normalize('NFKC')
    .replace(/[\u200b\ufeff]/g, '')
    .trim()
  const bare = parseNumberText(plain, style)
  const named = /^[^\d]*[\d,.'’\s]+(?:[万亿千])?\s*(\D+)$/.exec(plain)
  if (bare.problem === null && (named === null || !isArea)) {
    return { value: bare.value, unit: bare.value === null ? null : unitOf(plain), problem: null, note: null }
  }
  return loose(plain, style, isArea) ?? { value: null, unit: null, problem: bare.problem, note: null }
}

function loose(plain: string, style: DecimalStyle, isArea: boolean): AmountText | null {
  let rest = plain
  let note: Message | null = null
  const remark = REMARK.exec(rest)
  if (remark !== null && remark.index > 0) {
    rest = rest.slice(0, remark.index)
    note = message('amount.remark', { text: plain })
  }
  const isGuess = (ABOUT.test(rest) && !EXACT.test(rest)) || ABOUT_AFTER.test(rest.replace(/[人户床张位个班名]+$/, ''))
  rest = rest.replace(ABOUT, '')
  rest = rest.replace(ABOUT_AFTER, '')
  const tail = /^(.*?)(?:余|多|来|左右|上下)([人户床张位个班名家处]{1,3})$/.exec(rest)
  if (tail !== null) rest = tail[1]! + tail[2]!
  if (isGuess || tail !== null) note = message('amount.about', { text: plain })
  const range = RANGE.exec(rest)
  // Numbers with a nought before them are telephones and codes.
  if (range !== null && !/^0\d/.test(range[1]!)) {
    const unit = range[4]! === '' ? range[2]! : range[4]!
    const [low, high] = [
      single(range[1]! + multipleOf(range[1]!, unit), style, isArea),
      single(range[3]! + unit, style, isArea),
    ]
    const first =
      low?.unit === null && high !== null && high.unit !== null ? single(range[1]! + high.unit, style, isArea) : low
    if (first?.value != null && high?.value != null && first.value >= 0 && first.value < high.value) {
      const value = (first.value + high.value) / 2
      return { value, unit: high.unit, problem: null, note: message('amount.range', { text: plain, value }) }
    }
    return null
  }
  const one = single(rest, style, isArea)
  return one === null ? null : { ...one, problem: null, note }
}

/** `2-3万`: the multiple behind the second number is the first one's, too. */
function multipleOf(first: string, unit: string): string {
  const multiple = /^[万亿千]/.exec(unit)?.[0] ?? ''
  return /[万亿千百]\s*$/.test(first) ? '' : multiple
}

/** One number, with a unit or without. */
function single(text: string, style: DecimalStyle, isArea: boolean): { value: number; unit: string | null } | null {
  const plain = text.trim()
  const split = WITH_UNIT.exec(plain)
  const unit = split === null ? null : split[2]!.trim()
  if (isArea && unit !== null) {
    const factor = unitFactor(unit, true)
    const value = parseNumberText(split![1]!, style).value
    if (factor !== null && value !== null) return { value: Math.round(value * factor * 1e6) / 1e6, unit }
  }
  const whole = parseNumberText(plain, style)
  if (whole.problem === null) return whole.value === null ? null : { value: whole.value, unit: unitOf(plain) }
  if (split === null || !isUnit(unit!)) return null
  const { value } = parseNumberText(split[1]!, style)
  return value === null ? null : { value, unit: unit! }
}

/** Words that count: measure words of Chinese, and short words of other languages. */
function isUnit(unit: string): boolean {
  return (
    /^(?:[万千百]?(?:人|户|套|床|张|个|位|名|岁|班|座|间|辆|台|处|家|所|栋|幢|只|份|平|米|公顷|亩|车|泊|席|桌|架|组|孔|口|片|块|场|人次|床位|托位|学位|座位|车位|餐位|厕位|蹲位|泊位|班级|个班|教学班|标准班|轨|日间照料|[/每]?[日天年月周]))+$/.test(
      unit,
    ) || /^(?:\/ ?)?[a-zäöüßéèáíóúñçãõ.²³/ ]{1,14}$/i.test(unit)
  )
}

/** What stands behind the digits of a number that was understood. */
function unitOf(plain: string): string | null {
  const behind = /\d[.,]?\s*([^\d.,]{1,16})$/.exec(plain)?.[1]?.trim() ?? ''
  return behind === '' ? null : behind.replace(/^[万亿千]\s*(?=\D)/, '')
}
