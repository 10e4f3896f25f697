// The table of blocks on the report page: search, sort, filter and pages. It reads the page's own data, writes text only, asks no host
// for anything. Expects the elements that `blocksHtml` writes.
import { byId, count, type InAll, lang, pageData, plain } from './page.ts'

/** What `tableData` of report-html-blocks writes. */
interface TableData {
  /** Walks are tenths of minutes, else metres. */
  readonly time: boolean
  /** Rows of a page. */
  readonly page: number
  readonly words: { readonly found: InAll; readonly page: InAll }
  readonly kinds: number
  readonly ids: readonly string[]
  /** 0 for none. */
  readonly names: readonly (string | 0)[]
  readonly areas: readonly string[]
  readonly area: readonly number[]
  /** −1 unknown. */
  readonly people: readonly number[]
  readonly missing: readonly number[]
  /** By kind, then row: −1 beyond the limit, −2 not linked. */
  readonly walks: readonly (readonly number[])[]
  /** By kind, a letter a row: m, p, u, k. */
  readonly verdicts: readonly string[]
}

function tableOfBlocks(table: HTMLTableElement) {
  let data: TableData | null = null
  let view: number[] = []
  let page = 0
  let sort: { key: string; down: boolean } = { key: 'kinds', down: false }
  const body = table.tBodies[0]!
  const query = byId<HTMLInputElement>('q')
  const show = byId<HTMLSelectElement>('show')
  const found = byId('found')
  const pageText = byId('page')
  const previous = byId<HTMLButtonElement>('previous')
  const next = byId<HTMLButtonElement>('next')

  let texts: string[] = []

  /** The data of the page, read when they are first needed. */
  function load(): TableData {
    if (data) return data
    const read = pageData<TableData>('data')
    texts = read.ids.map((id, i) => plain(`${read.names[i] || ''} ${id} ${read.areas[read.area[i]!]}`))
    data = read
    return read
  }

  function value(data: TableData, key: string, i: number): string | number | null {
    if (key === 'name') return data.names[i] || data.ids[i]!
    if (key === 'area') return data.areas[data.area[i]!]!
    if (key === 'people') return data.people[i]! < 0 ? null : data.people[i]!
    if (key === 'kinds') return data.missing[i]! < 0 ? null : data.kinds - data.missing[i]!
    const walk = data.walks[Number(key)]![i]!
    // Not linked is unknown and comes last; beyond the limit is the longest.
    return walk === -2 ? null : walk === -1 ? Infinity : walk
  }

  /** Orders two values; 2 and −2 where one is unknown, which comes last either way. */
  function compare(a: string | number | null, b: string | number | null): number {
    if (a === null || b === null) return a === b ? 0 : a === null ? 2 : -2
    return a === b ? 0 : a < b ? -1 : 1
  }

  function refresh() {
    const data = load()
    const words = plain(query.value).split(/\s+/).filter(Boolean)
    const category = show.value
    view = []
    for (let i = 0; i < data.ids.length; i++) {
      if (category !== '') {
        const letter = data.verdicts[Number(category)]![i]
        if (letter !== 'u' && letter !== 'p') continue
      }
      if (words.every((word) => texts[i]!.indexOf(word) >= 0)) view.push(i)
    }
    const values = view.map((i) => value(data, sort.key, i))
    const order = view.map((_, k) => k)
    order.sort((a, b) => {
      const c = compare(values[a]!, values[b]!)
      if (c === 2 || c === -2) return c
      return (sort.down ? -c : c) || view[a]! - view[b]!
    })
    view = order.map((k) => view[k]!)
    page = 0
    draw()
  }

  function cell(tag: string, text: string, css?: string): HTMLElement {
    const element = document.createElement(tag)
    if (css) element.className = css
    element.textContent = text
    return element
  }

  function draw() {
    const data = load()
    const pages = Math.max(1, Math.ceil(view.length / data.page))
    page = Math.max(0, Math.min(page, pages - 1))
    const rows = document.createDocumentFragment()
    view.slice(page * data.page, (page + 1) * data.page).forEach((i) => {
      const row = document.createElement('tr')
      const name = document.createElement('th')
      name.scope = 'row'
      name.className = 'first'
      name.appendChild(cell('bdi', data.names[i] || data.ids[i]!))
      if (data.names[i]) {
        name.appendChild(document.createTextNode(' '))
        name.appendChild(cell('span', data.ids[i]!, 'id'))
      }
      row.appendChild(name)
      row.appendChild(cell('td', data.areas[data.area[i]!]!, 'areas'))
      row.appendChild(cell('td', data.people[i]! < 0 ? '–' : count(data.people[i]!), 'num'))
      row.appendChild(cell('td', data.missing[i]! < 0 ? '–' : `${data.kinds - data.missing[i]!}/${data.kinds}`, 'num'))
      for (let c = 0; c < data.kinds; c++) {
        const walk = data.walks[c]![i]!
        const text = walk === -2 ? '–' : walk === -1 ? '>' : data.time ? (walk / 10).toFixed(1) : count(walk)
        row.appendChild(cell('td', text, 'num v-' + data.verdicts[c]![i]))
      }
      rows.appendChild(row)
    })
    body.replaceChildren(rows)
    previous.disabled = page === 0
    next.disabled = page === pages - 1
    say(data, pages)
  }

  function say(data: TableData, pages: number) {
    found.textContent = data.words.found[lang()]!.replace('{n}', count(view.length))
    pageText.textContent = data.words.page[lang()]!.replace('{page}', String(page + 1)).replace(
      '{pages}',
      String(pages),
    )
  }

  table.tHead!.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('[data-sort]')
    if (!button) return
    const key = button.getAttribute('data-sort')!
    sort = { key: key, down: sort.key === key ? !sort.down : key === 'people' }
    table.querySelectorAll('thead th').forEach((th) => {
      th.removeAttribute('aria-sort')
    })
    button.parentElement!.setAttribute('aria-sort', sort.down ? 'descending' : 'ascending')
    refresh()
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  query.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(refresh, 120)
  })
  query.form!.addEventListener('submit', (event) => {
    event.preventDefault()
    refresh()
  })
  show.addEventListener('change', refresh)
  // A button that can no longer be pressed gives the focus to the other one.
  function turn(by: number, button: HTMLButtonElement, other: HTMLButtonElement) {
    page += by
    draw()
    if (button.disabled) other.focus()
  }
  previous.addEventListener('click', () => {
    turn(-1, previous, next)
  })
  next.addEventListener('click', () => {
    turn(1, next, previous)
  })
  document.addEventListener('lc-lang', () => {
    if (data) say(data, Math.max(1, Math.ceil(view.length / data.page)))
  })
  document.querySelector<HTMLElement>('.pages')!.hidden = false
  // The first page of rows is in the file already; the rest is read when the browser has nothing else to do.
  if ('requestIdleCallback' in window) requestIdleCallback(refresh, { timeout: 2000 })
  else setTimeout(refresh, 200)
}

const table = document.getElementById('table')
if (table instanceof HTMLTableElement) tableOfBlocks(table)
