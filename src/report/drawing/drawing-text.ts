// How wide words will be, estimated without a font: wide letters of East Asia count one em. Knows no page.

const NARROW = /[iljtfrI.,:;'|!()[\] ]/
const BROAD = /[A-HJ-Zmw%@&]/

/** Estimated width of one character in ems, on the wide side: bold letters of a broad font must fit, too. */
function characterWidthEm(character: string): number {
  const code = character.codePointAt(0)!
  if (code < 0x2e80) return NARROW.test(character) ? 0.4 : BROAD.test(character) ? 0.8 : 0.66
  return 1
}

/** Estimated width of a text in ems. */
export function textWidthEm(text: string): number {
  let width = 0
  for (const character of text) width += characterWidthEm(character)
  return width
}

/** Breaks a text into lines of at most so many ems, at spaces where there are any, anywhere in Chinese; the last one ends in … */
export function wrapText(text: string, mostEms: number, mostLines: number): string[] {
  const lines: string[] = []
  let line = ''
  const words = text.match(/[^\s\u2e80-\uffff]+\s*|[\s\S]/gu) ?? []
  for (const word of words.flatMap((one) => (textWidthEm(one) > mostEms ? Array.from(one) : [one]))) {
    if (line !== '' && textWidthEm((line + word).trimEnd()) > mostEms) {
      lines.push(line.trim())
      line = ''
      if (lines.length === mostLines) break
    }
    line += word
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
