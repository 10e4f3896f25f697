// The map page's panel: choices, the share, search, and what is selected. Writes text only.

import {
  blocks,
  change,
  data,
  facilityName,
  group,
  onChange,
  say,
  selectBlock,
  selectFacility,
  servedBy,
  state,
  walkText,
} from './map-state.ts'
import { byId, count, lang, plain } from './page.ts'

export function drawPanel(): void {
  const selects = {
    category: byId<HTMLSelectElement>('category'),
    limit: byId<HTMLSelectElement>('limit'),
    group: byId<HTMLSelectElement>('group'),
  }
  const share = byId('share')
  const bar = byId('share-bar')
  const detail = byId('detail')
  const find = byId<HTMLInputElement>('find')
  const results = byId('results')
  const MOST = 12

  function element<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    text?: string,
    css?: string,
  ): HTMLElementTagNameMap[K] {
    const made = document.createElement(tag)
    if (text !== undefined) made.textContent = text
    if (css) made.className = css
    return made
  }

  function drawShare() {
    const cell = data.coverage[state.category]![state.limit]![group()]
    const unit = data.groups[group()]!
    if (!cell || typeof cell === 'number') {
      share.textContent = say(cell === -1 ? 'no_facility' : 'unknown')
      bar.setAttribute('width', '0')
      return
    }
    share.replaceChildren(
      element('strong', cell[2]),
      document.createTextNode(
        ' ' +
          say('map_covered', {
            covered: count(cell[0]),
            total: count(cell[1]),
            unit: unit,
            limit: data.limitWords[state.limit]!,
          }),
      ),
    )
    bar.setAttribute('width', String(cell[3]))
  }

  function peopleText(b: number): string {
    const people = blocks.people[group()]![b]!
    return people < 0 ? say('unknown') : say('map_people', { n: count(people), unit: data.groups[group()]! })
  }

  function head(title: string, note: string) {
    const top = element('div', undefined, 'detail-head')
    const name = element('h2')
    name.appendChild(element('bdi', title))
    top.appendChild(name)
    const close = element('button', say('map_close'), 'close')
    close.type = 'button'
    close.addEventListener('click', () => {
      change({ block: -1, facility: -1 })
      find.focus()
    })
    top.appendChild(close)
    detail.replaceChildren(top, element('p', note, 'quiet'))
  }

  function drawBlock() {
    const b = state.block
    head(
      blocks.names[b]!,
      peopleText(b) + (blocks.ids[b] && blocks.ids[b] !== blocks.names[b] ? ', ' + blocks.ids[b] : ''),
    )
    const table = element('table')
    const caption = element('caption', say('map_walks'))
    table.appendChild(caption)
    const body = element('tbody')
    data.categories.forEach((category, c) => {
      const row = element('tr', undefined, c === state.category ? 'chosen' : '')
      const th = element('th')
      th.scope = 'row'
      const pick = element('button', category[lang()]!)
      pick.type = 'button'
      pick.addEventListener('click', () => {
        selects.category.value = String(c)
        change({ category: c })
        detail.querySelectorAll<HTMLElement>('tbody button')[c]!.focus()
      })
      th.appendChild(pick)
      const f = blocks.nearest[c]![b]!
      if (f >= 0) {
        th.appendChild(element('br'))
        const name = element('bdi', facilityName(f), 'quiet')
        th.appendChild(name)
      }
      row.appendChild(th)
      row.appendChild(element('td', walkText(blocks.walks[c]![b]!), 'v-' + blocks.verdicts[c]![state.limit]![b]))
      body.appendChild(row)
    })
    table.appendChild(body)
    detail.appendChild(table)
    if (Object.keys(data.routes).length === 0) detail.appendChild(element('p', say('map_lines'), 'quiet'))
  }

  function drawFacility() {
    const f = state.facility
    const category = data.facilities.category[f]!
    const served = servedBy(f)
    let people = 0
    let known = false
    served.forEach((b) => {
      const own = blocks.people[group()]![b]!
      if (own >= 0) {
        people += own
        known = true
      }
    })
    head(
      facilityName(f),
      (category < 0 ? '' : data.categories[category]![lang()]!) +
        (data.facilities.linked[f] ? '' : ', ' + say('facility_unlinked')),
    )
    detail.appendChild(element('h3', say('map_serves', { limit: data.limitWords[state.limit]! })))
    detail.appendChild(
      element(
        'p',
        say('map_served_by', {
          n: count(served.length),
          people: known ? say('map_people', { n: count(people), unit: data.groups[group()]! }) : say('unknown'),
        }),
      ),
    )
    const list = element('ul', undefined, 'served')
    served.slice(0, 60).forEach((b) => {
      const item = element('li')
      const pick = element('button')
      pick.type = 'button'
      pick.appendChild(element('bdi', blocks.names[b]!))
      pick.addEventListener('click', () => {
        selectBlock(b)
      })
      item.appendChild(pick)
      item.appendChild(element('span', walkText(blocks.walks[category]![b]!), 'quiet'))
      list.appendChild(item)
    })
    detail.appendChild(list)
  }

  function drawDetail() {
    if (state.block >= 0) drawBlock()
    else if (state.facility >= 0) drawFacility()
    else detail.replaceChildren(element('p', say('map_pick'), 'quiet'))
  }

  function search() {
    const words = plain(find.value).split(/\s+/).filter(Boolean)
    results.replaceChildren()
    if (words.length === 0) return
    let hits = 0
    function test(text: string): boolean {
      return words.every((word) => text.indexOf(word) >= 0)
    }
    function add(text: string, kind: string, select: () => void) {
      const item = element('li')
      const pick = element('button')
      pick.type = 'button'
      pick.appendChild(element('bdi', text))
      pick.appendChild(element('span', kind, 'quiet'))
      pick.addEventListener('click', () => {
        select()
        find.value = ''
        search()
        detail.focus()
      })
      item.appendChild(pick)
      results.appendChild(item)
      hits++
    }
    for (let b = 0; b < blocks.count && hits < MOST; b++) {
      if (test(plain(blocks.names[b] + ' ' + blocks.ids[b])))
        add(blocks.names[b]!, say('block'), selectBlock.bind(null, b))
    }
    for (let f = 0; f < data.facilities.ids.length && hits < MOST; f++) {
      if (test(plain((data.facilities.names[f] || '') + ' ' + data.facilities.ids[f])))
        add(facilityName(f), say('facility'), selectFacility.bind(null, f))
    }
    if (hits === 0) results.appendChild(element('li', say('map_no_result'), 'quiet'))
  }

  find.addEventListener('input', search)
  find.form!.addEventListener('submit', (event) => {
    event.preventDefault()
    const first = results.querySelector('button')
    if (first) first.click()
  })
  ;(['category', 'limit', 'group'] as const).forEach((key) => {
    selects[key].addEventListener('change', () => {
      change({ [key]: Number(selects[key].value) })
    })
  })
  onChange(() => {
    selects.category.value = String(state.category)
    drawShare()
    drawDetail()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && (state.block >= 0 || state.facility >= 0)) change({ block: -1, facility: -1 })
  })
  document.addEventListener('lc-lang', () => {
    drawShare()
    drawDetail()
    search()
  })
  selects.category.value = String(state.category)
  selects.limit.value = String(state.limit)
  drawShare()
  drawDetail()
}
