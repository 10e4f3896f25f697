// What the scripts of all pages share: elements, data, the language that is shown, numbers. Knows no page.

/** Words in every language, by its code, as pages carry them. */
export type InAll = Readonly<Record<string, string>>

/** An element that the page surely has. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  return document.getElementById(id) as E
}

/** The JSON that a page carries under an id. */
export function pageData<T>(id: string): T {
  return JSON.parse(byId(id).textContent ?? '') as T
}

/** The language that is shown. */
export function lang(): string {
  return document.documentElement.getAttribute('data-lang')!
}

/** Text as it is searched: without case and width. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** A whole number with separators of thousands. */
export function count(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',')
}
