// The map page's panel: choices, the share, search, and what is selected. Writes text only.
import { countLetters, drawDetail } from './map-detail.ts'
import { element } from './map-elements.ts'
import {
  blocks,
  change,
  choiceOf,
  data,
  facilityName,
  group,
  onChange,
  say,
  selectBlock,
  selectFacility,
  shownRule,
  state,
  viewOf,
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
  const ofKind = byId('of-kind')
  const coloured = byId('coloured')
  const find = byId<HTMLInputElement>('find')
  const results = byId('results')
  const MOST = 12

  /** Large words, the sentence after them, and the bar in thousandths. */
  function showShare(large: string, rest: string, thousandths: number) {
    share.replaceChildren(element('strong', large), document.createTextNode(` ${rest}`))
    bar.setAttribute('width', String(thousandths))
  }

  function drawShare() {
    const { view } = state
    if (view.by !== 'kind') {
      const given = view.by === 'duties' ? data.standard!.duties.share : shownRule()!.share
      if (given !== null) return showShare(given[0][lang()]!, given[1][lang()]!, given[2])
      const isLacking = view.by === 'rule' && !shownRule()!.hasData
      return showNone(isLacking ? 'no_facility' : 'unknown')
    }
    const cell = data.coverage[view.kind]![state.limit]![group()]
    if (!cell || typeof cell === 'number') return showNone(cell === -1 ? 'no_facility' : 'unknown')
    const parts = {
      covered: count(cell[0]),
      total: count(cell[1]),
      unit: data.groups[group()]!,
      limit: data.limitWords[state.limit]!,
    }
    showShare(cell[2], say('map_covered', parts), cell[3])
  }

  function showNone(why: string) {
    share.textContent = say(why)
    bar.setAttribute('width', '0')
  }

  /** The list of the legend that fits, with numbers of blocks; on paper the choice in words. */
  function drawLegend() {
    const isOfDuties = state.view.by === 'duties'
    const counts = countLetters()
    document.querySelectorAll<HTMLElement>('[data-legend]').forEach((list) => {
      list.hidden = (list.getAttribute('data-legend') === 'duties') !== isOfDuties
      list.querySelectorAll('[data-count]').forEach((place) => {
        const n = counts.get(place.getAttribute('data-count')!) ?? 0
        place.textContent = data.summed ? '' : count(n)
      })
    })
    ofKind.hidden = state.view.by !== 'kind'
    coloured.textContent = say('map_coloured', { what: chosenText() })
  }

  function chosenText(): string {
    const { view } = state
    const option = selects.category.selectedOptions[0]?.textContent ?? ''
    if (view.by === 'kind') return `${option} · ${data.limitWords[state.limit]![lang()]}`
    return `${data.standard!.name[lang()]} · ${option}`
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
  selects.category.addEventListener('change', () => {
    change({ view: viewOf(selects.category.value) })
  })
  ;(['limit', 'group'] as const).forEach((key) => {
    selects[key].addEventListener('change', () => {
      change({ [key]: Number(selects[key].value) })
    })
  })
  function draw() {
    selects.category.value = choiceOf(state.view)
    drawShare()
    drawLegend()
    drawDetail(detail)
  }
  onChange(draw)
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && (state.block >= 0 || state.facility >= 0)) change({ block: -1, facility: -1 })
  })
  document.addEventListener('lc-lang', () => {
    draw()
    search()
  })
  selects.limit.value = String(state.limit)
  draw()
}
