// What the panel says of the block or facility that is chosen: walks, clauses, compounds, whom it serves. Writes text only.
import { compoundsAround } from './map-compound.ts'
import { element, nameButton } from './map-elements.ts'
import { links, servedBy } from './map-links.ts'
import { placesOfBlock, placesOfFacility } from './map-places.ts'
import {
  blocks,
  change,
  data,
  facilityName,
  group,
  isShownKind,
  type PackedRule,
  ruleWalkText,
  say,
  selectBlock,
  state,
  type View,
  verdict,
  walkText,
} from './map-state.ts'
import { byId, count, lang } from './page.ts'

/** Blocks that a facility's list names. */
const MOST_SERVED = 60
const VERDICT_KEYS: Readonly<Record<string, string>> = {
  m: 'met',
  p: 'partial',
  u: 'unmet',
  k: 'unknown_verdict',
  s: 'map_size_unknown',
  n: 'no_data',
}

/** Writes the detail anew. */
export function drawDetail(detail: HTMLElement): void {
  if (state.block >= 0) drawBlock(detail, state.block)
  else if (state.facility >= 0) drawFacility(detail, state.facility)
  else detail.replaceChildren(element('p', say('map_pick'), 'quiet'))
}

function peopleText(b: number): string {
  const people = blocks.people[group()]![b]!
  return people < 0 ? say('unknown') : say('map_people', { n: count(people), unit: data.groups[group()]! })
}

function head(detail: HTMLElement, title: string, note: string) {
  const top = element('div', undefined, 'detail-head')
  const name = element('h2')
  name.appendChild(element('bdi', title))
  const close = element('button', say('map_close'), 'close')
  close.type = 'button'
  close.addEventListener('click', () => {
    change({ block: -1, facility: -1 })
    byId('find').focus()
  })
  top.append(name, close)
  detail.replaceChildren(top, element('p', note, 'quiet'))
}

function drawBlock(detail: HTMLElement, b: number) {
  const id = blocks.ids[b] && blocks.ids[b] !== blocks.names[b] ? `, ${blocks.ids[b]}` : ''
  head(detail, blocks.names[b]!, peopleText(b) + id)
  for (const number of compoundsAround(blocks.centres[b]!)) detail.appendChild(element('p', compoundText(number)))
  const gain = data.plan?.gains.find(({ block }) => block === b)
  for (const said of gain?.said ?? []) detail.appendChild(element('p', said[lang()]!))
  const isOfStandard = state.view.by !== 'kind'
  if (isOfStandard) detail.append(...clauses(detail, b))
  detail.appendChild(walks(detail, b))
  detail.append(...placesOfBlock(b))
  if (links().some(({ route }) => !route)) detail.appendChild(element('p', say('map_lines'), 'quiet'))
  if (!isOfStandard) detail.append(...clauses(detail, b))
}

function compoundText(number: number): string {
  const { name, gates, open } = data.compounds[number]!
  const passable = open.filter((one) => one === 1).length
  const known = say('map_compound_gates', { open: passable, shut: gates.length - passable })
  return `${say('map_compound', { name })} (${gates.length === 0 ? say('map_gates_unknown') : known})`
}

/** Walks to every kind; the head of a row colours the map by it. */
function walks(detail: HTMLElement, b: number): HTMLTableElement {
  return table(
    say('map_walks'),
    data.categories.map((category, c) => {
      const f = blocks.nearest[c]![b]!
      const letter = blocks.verdicts[c]![state.limit]![b]!
      const name = pick(detail, `k${c}`, category[lang()]!, { by: 'kind', kind: c })
      return row(
        name,
        f < 0 ? [] : [facilityName(f)],
        [walkText(blocks.walks[c]![b]!), ...borderline(blocks.borderline[c]![state.limit]!, b)],
        letter,
        isShownKind(c),
      )
    }),
  )
}

/** The duties of the standard: those that could be judged in a table, the others named below it. */
function clauses(detail: HTMLElement, b: number): Node[] {
  const { standard } = data
  if (standard === null) return []
  const { duties, rules } = standard
  const lacking = rules.filter(({ hasData }) => !hasData)
  const parts = { standard: standard.name, met: count(duties.met[b]!), judged: count(duties.judged[b]!) }
  const list = rules.flatMap((rule, r) => (rule.hasData ? [clauseRow(detail, b, rule, r)] : []))
  const caption =
    duties.judged[b] === 0 ? `${standard.name[lang()]}: ${say('map_nothing_judged')}` : say('map_clauses', parts)
  const nodes: Node[] = [table(caption, list)]
  if (lacking.length > 0) {
    const more = element('details', undefined, 'lacking')
    const names = element('ul')
    for (const rule of lacking) {
      const item = element('li', rule.name[lang()]!)
      item.appendChild(element('span', `${rule.duty[lang()]} · ${rule.clause[lang()]}`, 'quiet'))
      names.appendChild(item)
    }
    more.append(
      element('summary', say('map_without_data', { n: lacking.length })),
      element('p', say('no_facility'), 'quiet'),
      names,
    )
    nodes.push(more)
  }
  return nodes
}

/** The word for a verdict that hangs on a tenth of speed or on the street next door. */
function borderline(letters: string, b: number): string[] {
  return letters[b] === 'b' ? [say('map_borderline')] : []
}

function clauseRow(detail: HTMLElement, b: number, rule: PackedRule, r: number): HTMLTableRowElement {
  const letter = rule.letters[b]!
  const words = say(VERDICT_KEYS[letter]!)
  const walk = ruleWalkText(rule, b)
  const name = pick(detail, `r${r}`, rule.name[lang()]!, { by: 'rule', rule: r })
  const facility = rule.places[b]! < 0 ? [] : [facilityName(rule.places[b]!)]
  const clause = `${rule.duty[lang()]} · ${rule.clause[lang()]}`
  const limit = say('within', { limit: rule.limit })
  const isShown = state.view.by === 'rule' && state.view.rule === r
  const values = walk === '' || walk === words || letter === 'k' ? [words] : [walk, words]
  const more = borderline(rule.borderline, b)
  return row(name, [...facility, `${limit} · ${clause}`], [...values, ...more], letter, isShown)
}

function table(caption: string, rows: readonly HTMLTableRowElement[]): HTMLTableElement {
  const made = element('table')
  const body = element('tbody')
  body.append(...rows)
  made.append(element('caption', caption), body)
  return made
}

/** A row: what it is of, more about it in quiet lines, values at the end. */
function row(
  name: HTMLElement,
  more: readonly string[],
  values: readonly string[],
  letter: string,
  isShown: boolean,
): HTMLTableRowElement {
  const made = element('tr', undefined, isShown ? 'chosen' : '')
  const th = element('th')
  th.scope = 'row'
  th.appendChild(name)
  for (const text of more) th.append(element('br'), element('bdi', text, 'quiet'))
  const td = element('td', values[0], `v-${letter}`)
  for (const text of values.slice(1)) td.append(element('br'), element('span', text, 'word'))
  made.append(th, td)
  return made
}

/** A button that colours the map by something, and keeps the focus when the detail is written anew. */
function pick(detail: HTMLElement, key: string, text: string, view: View): HTMLButtonElement {
  const button = nameButton(text, () => {
    change({ view })
    detail.querySelector<HTMLElement>(`[data-pick=${key}]`)?.focus()
  })
  button.setAttribute('data-pick', key)
  return button
}

function drawFacility(detail: HTMLElement, f: number) {
  const category = data.facilities.category[f]!
  const served = servedBy(f)
  const people = served.map((b) => blocks.people[group()]![b]!).filter((own) => own >= 0)
  const sum = people.reduce((all, own) => all + own, 0)
  const kind = category < 0 ? '' : data.categories[category]![lang()]!
  head(detail, facilityName(f), kind + (data.facilities.linked[f] ? '' : `, ${say('facility_unlinked')}`))
  const rule = state.view.by === 'rule' ? data.standard!.rules[state.view.rule]! : null
  detail.append(
    ...placesOfFacility(f),
    element('h3', say('map_serves', { limit: rule === null ? data.limitWords[state.limit]! : rule.limit })),
    element(
      'p',
      say('map_served_by', {
        n: count(served.length),
        people: people.length > 0 ? say('map_people', { n: count(sum), unit: data.groups[group()]! }) : say('unknown'),
      }),
    ),
  )
  const list = element('ul', undefined, 'served')
  served.slice(0, MOST_SERVED).forEach((b) => {
    const item = element('li')
    const walk = rule === null ? walkText(blocks.walks[category]![b]!) : ruleWalkText(rule, b)
    item.append(
      nameButton(blocks.names[b]!, () => selectBlock(b)),
      element('span', walk, 'quiet'),
    )
    list.appendChild(item)
  })
  detail.appendChild(list)
}

/** Numbers of blocks by letter, for the legend. */
export function countLetters(): Map<string, number> {
  const counts = new Map<string, number>()
  for (let b = 0; b < blocks.count; b++) counts.set(verdict(b), (counts.get(verdict(b)) ?? 0) + 1)
  return counts
}
