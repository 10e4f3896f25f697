// A table in a frame that scrolls sideways where the screen is narrow: the keyboard reaches it, and it is called what its caption
// says. HTML of head and rows in, HTML out. It does not know what the table shows.

import { say, type WordKey } from '../../words/words.ts'
import { both } from './page-shell.ts'

/** How a table looks. */
export interface TableLook {
  /** Further classes of the frame. */
  readonly frame?: string
  /** Class of the table. */
  readonly table?: string
}

/** Class attribute of cells that hold numbers. */
export const NUM = ' class="num"'

/** A head cell. */
export function headCell(key: WordKey, css = ''): string {
  return `<th scope="col"${css}>${both(say(key))}</th>`
}

/**
 * @param id of the caption: once per page
 * @param caption HTML
 * @param heads head cells
 * @param rows rows of the body
 */
export function scrollTable(id: string, caption: string, heads: string, rows: string, look: TableLook = {}): string {
  const frame = look.frame === undefined ? 'scroll' : `scroll ${look.frame}`
  const css = look.table === undefined ? '' : ` class="${look.table}"`
  return (
    `<div class="${frame}" tabindex="0" role="group" aria-labelledby="${id}"><table${css}><caption id="${id}">${caption}</caption>` +
    `<thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`
  )
}
