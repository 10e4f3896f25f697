// How wide words will be, estimated without a font: wide letters of East Asia count one em. Knows no page.

const NARROW = /[iljtfrI.,:;'|!()[\] ]/
const BROAD = /[A-HJ-Zmw%@&]/

/** From here on letters are as wide as they are tall. */
const FIRST_WIDE = 0x2e80
/** Widths of the letters below, each found once: posters measure millions. */
const WIDTHS = Float64Array.from({ length: FIRST_WIDE }, (_, code) => {
  const character = String.fromCodePoint(code)
  return NARROW.test(character) ? 0.4 : BROAD.test(character) ? 0.8 : 0.66
})

/** Estimated width of one character in ems, on the wide side: bold letters of a broad font must fit, too. */
function characterWidthEm(character: string): number {
  const code = character.codePointAt(0)!
  return code < FIRST_WIDE ? WIDTHS[code]! : 1
}

/** Estimated width of a text in ems, with what stands before it. */
export function textWidthEm(text: string, before = 0): number {
  let width = before
  for (const character of text) width += characterWidthEm(character)
  return width
}

/** Breaks a text into lines of at most so many ems, at spaces where there are any, anywhere in Chinese; the last one ends in … */
export function wrapText(text: string, mostEms: number, mostLines: number): string[] {
  const lines: string[] = []
  let line = ''
  let width = 0
  const words = text.match(/[^\s\u2e80-\uffff]+\s*|[\s\S]/gu) ?? []
  for (const word of words.flatMap((one) => (textWidthEm(one) > mostEms ? Array.from(one) : [one]))) {
    // A blank at the end takes no room.
    if (line !== '' && textWidthEm(word.trimEnd(), width) > mostEms && word.trim() !== '') {
      lines.push(line.trim())
      line = ''
      width = 0
      if (lines.length === mostLines) break
    }
    line += word
    width = textWidthEm(word, width)
  }
  if (lines.length < mostLines) {
    if (line.trim() !== '') lines.push(line.trim())
    return lines
  }
  // Words are left: the last line says so.
  const last = Array.from(lines[mostLines - 1]!)
  while (last.length > 0 && textWidthEm(last.join('')) + 1 > mostEms) last.pop()
  lines[mostLines - 1] = `${last.join('').trimEnd()}…`
  return lines
}
