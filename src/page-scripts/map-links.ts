// The lines of what is chosen: a block's walks to what it has near, or whom a facility serves. Reads the page's own data.
import { blocks, data, line, type Position, shownRule, state } from './map-state.ts'

/** A line of what is chosen. */
export interface Link {
  readonly line: readonly Position[]
  /** Along streets, not straight. */
  readonly route: boolean
  readonly chosen: boolean
}

/** Whom a facility serves: blocks of which it is the nearest of its kind within the limit, or that a shown rule counts it for. */
export function servedBy(f: number): number[] {
  const out: number[] = []
  const rule = shownRule()
  if (rule !== null) {
    for (let b = 0; b < blocks.count; b++) if (rule.places[b] === f && rule.walks[b]! >= 0) out.push(b)
    return out
  }
  const category = data.facilities.category[f]!
  if (category < 0) return []
  const most = data.limits[state.limit]! * (data.time ? 10 : 1)
  for (let b = 0; b < blocks.count; b++) {
    const walk = blocks.walks[category]![b]!
    if (blocks.nearest[category]![b] === f && walk >= 0 && walk <= most) out.push(b)
  }
  return out
}

/** Lines of what is chosen: from a block to its nearest facilities, or to a facility from whom it serves. */
export function links(): Link[] {
  if (state.block >= 0) return targets(state.block).map((target) => walkTo(state.block, target))
  if (state.facility < 0) return []
  const end = data.facilities.places[state.facility]!
  return servedBy(state.facility).map((b) => ({ line: [blocks.centres[b]!, end], route: false, chosen: true }))
}

interface Target {
  readonly facility: number
  readonly chosen: boolean
}

/** Facilities that a block's lines lead to: its nearest ones of every kind, or those that its duties rest on, each once. */
function targets(b: number): Target[] {
  const { view } = state
  const places =
    view.by === 'kind'
      ? blocks.nearest.map((column) => column[b]!)
      : data.standard!.rules.map((rule) => rule.places[b] ?? -1)
  const shown = view.by === 'kind' ? view.kind : view.by === 'rule' ? view.rule : -1
  const chosen = shown < 0 ? -1 : places[shown]!
  return [...new Set(places)].filter((f) => f >= 0).map((facility) => ({ facility, chosen: facility === chosen }))
}

/** The walk itself where the page holds it, else a straight line for it. */
function walkTo(b: number, { facility, chosen }: Target): Link {
  const category = data.facilities.category[facility]!
  const route = blocks.nearest[category]?.[b] === facility ? data.routes[`${b} ${category}`] : undefined
  const end = data.facilities.places[facility]!
  return { line: route ? line(route) : [blocks.centres[b]!, end], route: route !== undefined, chosen }
}
