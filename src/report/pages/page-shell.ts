// The shell of a self-contained page: a strict content security policy by hashes, both languages, the head. What enters:
// a body, style and script texts. What leaves: one HTML file that asks no host for anything. It does not know what the page shows.
import { sha256 } from '@noble/hashes/sha2.js'
import { GRAMMARS, LANGUAGES, type Lang } from '../../words/languages.ts'
import { areAlike, type Words } from '../../words/words.ts'
import { escapeText, isolateName } from '../text/html-text.ts'

/** Type of a whole page. */
export const SANS =
  'system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",sans-serif'

/** Words in every language; the page shows one of them. */
export function both(words: Words): string {
  return bothHtml(words, escapeText)
}

/** {@link both} with the text written by `htmlOf`. */
export function bothHtml(words: Words, htmlOf: (text: string) => string): string {
  if (areAlike(words)) return htmlOf(words.en)
  return LANGUAGES.map((lang) => `<span lang="${lang}">${htmlOf(words[lang])}</span>`).join('')
}

/** Words in every language as attributes, for elements that hold text only. */
export function wordAttributes(words: Words): string {
  return LANGUAGES.map((lang) => ` data-${lang}="${escapeText(words[lang])}"`).join('')
}

/** An attribute in every language; the page's script keeps it in the language that is shown. */
export function bothAttribute(name: string, words: Words, lang: Lang): string {
  const value = escapeText(words[lang])
  if (areAlike(words)) return ` ${name}="${value}"`
  return ` ${name}="${value}" data-words="${name}"${wordAttributes(words)}`
}

/** A name from the data, kept apart from the direction of the words around it. */
export function nameHtml(name: string): string {
  return `<bdi>${escapeText(isolateName(name))}</bdi>`
}

/** What a page is made of. */
export interface PageParts {
  readonly lang: Lang
  readonly title: Words
  readonly style: string
  /** Classic scripts, run in order at the end of the body. */
  readonly scripts: readonly string[]
  readonly body: string
  /** Further directives of the policy, beside `default-src 'none'` and the hashes. */
  readonly policy?: readonly string[]
}

/** `sha256-…` of a text, as a content security policy writes it. */
export function policyHash(text: string): string {
  const digest = sha256(new TextEncoder().encode(text))
  let binary = ''
  for (const byte of digest) binary += String.fromCharCode(byte)
  return `'sha256-${btoa(binary)}'`
}

/** The whole page. */
export function pageHtml(parts: PageParts): string {
  const { lang, title, style, scripts, body, policy = [] } = parts
  const rules = [
    "default-src 'none'",
    `style-src ${policyHash(style)}`,
    `script-src ${scripts.length === 0 ? "'none'" : scripts.map(policyHash).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    ...policy,
  ]
  return `<!DOCTYPE html>
<html lang="${GRAMMARS[lang].tag}" data-lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light">
<link rel="icon" href="data:,">
<title${areAlike(title) ? '' : wordAttributes(title)}>${escapeText(title[lang])}</title>
<style>${style}</style>
</head>
<body>
${body}
${scripts.map((script) => `<script>${script}</script>`).join('\n')}
</body>
</html>
`
}

/** Buttons that switch the language. */
export function languageButtons(lang: Lang, label: Words): string {
  const button = (code: Lang) =>
    `<button type="button" class="lang" data-set-lang="${code}" lang="${GRAMMARS[code].tag}" aria-pressed="${code === lang}">${GRAMMARS[code].name}</button>`
  const buttons = [...LANGUAGES].reverse().map(button)
  return `<div class="langs" role="group"${bothAttribute('aria-label', label, lang)}>${buttons.join('')}</div>`
}

/** Style that shows the page's language only. The language buttons keep theirs. */
export const LANGUAGE_STYLE = `${LANGUAGES.flatMap((shown) =>
  LANGUAGES.filter((lang) => lang !== shown).map(
    (lang) => `html[data-lang=${shown}] [lang=${lang}]${GRAMMARS[lang].tag === lang ? ':not(button)' : ''}`,
  ),
).join(',')}{display:none!important}`
