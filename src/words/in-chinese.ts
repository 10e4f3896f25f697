// What the library says in English about files, rows, options and rules, in Chinese. One sentence in, one out.
import { CHINESE_FILES } from './chinese-files.ts'
import { CHINESE_ROWS } from './chinese-rows.ts'
import { CHINESE_RULES } from './chinese-rules.ts'
import { createTranslator, type Sentences } from './sentences.ts'

/** All that the library has in Chinese, for {@link createTranslator}. */
export const CHINESE_SENTENCES: readonly Sentences[] = [CHINESE_ROWS, CHINESE_FILES, CHINESE_RULES]

let translate: ((sentence: string) => string) | undefined

/**
 * A message of this library (of an error, a hint, a reject, a judgement of coordinates) in Chinese; one without a translation as it is.
 *
 * @example
 * ```ts
 * import { inChinese } from 'living-circle/parts'
 * inChinese('line 7: no coordinates') // '第 7 行：没有坐标'
 * ```
 */
export function inChinese(sentence: string): string {
  translate ??= createTranslator(CHINESE_SENTENCES)
  return translate(sentence)
}
