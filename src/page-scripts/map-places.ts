// What the panel says of places: of a block how many it asks for and gets, of a facility how many are used. Writes text only; nothing where the page
// has no places.
import { element } from './map-elements.ts'
import { data, say } from './map-state.ts'
import { count, lang } from './page.ts'

/** By number: as the report packs them. */
const STATES = ['unknown', 'none', 'unreachable', 'short', 'served']
/** Letters that give a cell its colour. */
const LETTERS = ['k', 'k', 'u', 'p', 'm']

const amount = (tenths: number) => count(Math.round(tenths) / 10)

/** A table of rates for a block. */
export function placesOfBlock(b: number): Node[] {
  const rates = data.places ?? []
  if (rates.length === 0) return []
  const rows = rates.map(({ name, unit, demand, served, state }) => {
    const row = element('tr')
    const th = element('th', name[lang()]!)
    th.scope = 'row'
    const number = state[b]!
    const parts = { served: amount(served[b]!), demand: amount(demand[b]!), unit }
    const td = element(
      'td',
      demand[b]! < 0 ? say('map_places_unknown') : say('map_places_of', parts),
      `v-${LETTERS[number]}`,
    )
    if (demand[b]! >= 0) td.append(element('br'), element('span', say(`map_places_${STATES[number]}`), 'word'))
    row.append(th, td)
    return row
  })
  const table = element('table')
  const body = element('tbody')
  body.append(...rows)
  table.append(element('caption', say('map_places')), body)
  return [table]
}

/** A line for a facility whose places are known. */
export function placesOfFacility(f: number): Node[] {
  for (const { facilities, places, used, unit } of data.places ?? []) {
    const at = facilities.indexOf(f)
    if (at < 0 || places[at]! < 0) continue
    return [element('p', say('map_places_used', { used: amount(used[at]!), places: amount(places[at]!), unit }))]
  }
  return []
}
