// Which remedies together: as many people as possible with at most so many of them, within a budget. Each remedy counts with those whom it serves by itself; who
// is served by two is counted once, and walks that would take two remedies at once are not counted: together they bring at least this much.
// Sets and costs in, an order out. It knows no street.

/** One remedy as a set. */
export interface JointOption {
  /** `null` is unknown: it takes part only where there is no budget. */
  readonly cost: number | null
  /** Whom it serves, as places in a list of weights; ascending. */
  readonly cells: readonly number[]
}

/** Chosen options in the order of what each adds. */
export interface JointOrder {
  readonly method: 'exact' | 'greedy'
  readonly steps: readonly { readonly option: number; readonly weightNew: number }[]
  /** Options that could be chosen at all. */
  readonly considered: number
}

/** Up to so many options every subset is looked at. */
const EXACT_OPTIONS = 16

/**
 * The choice. Exact for few options; else one after the other by what each adds, each step counted anew; with a budget also by what each adds per cost, and the
 * better of the two.
 *
 * @param weight of each cell, not negative
 * @param most so many options at most
 * @param budget `null`: costs do not matter
 */
export function chooseJointly(
  options: readonly JointOption[],
  weight: ArrayLike<number>,
  most: number,
  budget: number | null,
): JointOrder {
  const open = options.flatMap(({ cost, cells }, option) =>
    (budget === null || (cost !== null && cost <= budget)) && sum(cells, weight) > 0 ? [option] : [],
  )
  const isSmall = open.length <= EXACT_OPTIONS
  const orders = isSmall
    ? [bestSubset(options, open, weight, most, budget)]
    : [
        greedy(options, open, weight, most, budget, false),
        ...(budget === null ? [] : [greedy(options, open, weight, most, budget, true)]),
      ]
  const [best] = orders.map((chosen) => inOrder(options, chosen, weight)).sort((x, y) => total(y) - total(x))
  return { method: isSmall ? 'exact' : 'greedy', steps: best!, considered: open.length }
}

function total(steps: JointOrder['steps']): number {
  return steps.reduce((all, { weightNew }) => all + weightNew, 0)
}

function sum(cells: readonly number[], weight: ArrayLike<number>): number {
  let total = 0
  for (const cell of cells) total += weight[cell]!
  return total
}

/** What an option adds to what is served already. */
function added(cells: readonly number[], weight: ArrayLike<number>, served: ReadonlySet<number>): number {
  let total = 0
  for (const cell of cells) if (!served.has(cell)) total += weight[cell]!
  return total
}

function greedy(
  options: readonly JointOption[],
  open: readonly number[],
  weight: ArrayLike<number>,
  most: number,
  budget: number | null,
  byCost: boolean,
): number[] {
  const chosen: number[] = []
  const served = new Set<number>()
  let left = budget
  while (chosen.length < most) {
    let best = -1
    let bestGain = 0
    for (const option of open) {
      const { cost, cells } = options[option]!
      if (chosen.includes(option) || (left !== null && cost! > left)) continue
      const gain = added(cells, weight, served)
      if (gain <= 0) continue
      const isBetter = best < 0 || (byCost ? perCost(gain, cost!, bestGain, options[best]!.cost!) > 0 : gain > bestGain)
      if (!isBetter) continue
      best = option
      bestGain = gain
    }
    if (best < 0) break
    chosen.push(best)
    for (const cell of options[best]!.cells) served.add(cell)
    if (left !== null) left -= options[best]!.cost!
  }
  return chosen
}

/** Above 0 where the first gain is more per cost; what is free goes first, by gain. */
export function perCost(gain: number, cost: number, otherGain: number, otherCost: number): number {
  if (cost === 0 || otherCost === 0) return cost === otherCost ? gain - otherGain : otherCost - cost
  return gain * otherCost - otherGain * cost
}

/** The best of all subsets; of equally good ones the cheapest, then the first. */
function bestSubset(
  options: readonly JointOption[],
  open: readonly number[],
  weight: ArrayLike<number>,
  most: number,
  budget: number | null,
): number[] {
  const classes = new Map<number, number>()
  const maskOfCell = new Map<number, number>()
  open.forEach((option, bit) => {
    for (const cell of options[option]!.cells) maskOfCell.set(cell, (maskOfCell.get(cell) ?? 0) | (1 << bit))
  })
  for (const [cell, mask] of maskOfCell) classes.set(mask, (classes.get(mask) ?? 0) + weight[cell]!)
  const list = [...classes]
  let best = { subset: 0, value: 0, cost: 0 }
  for (let subset = 1; subset < 1 << open.length; subset++) {
    let cost = 0
    let count = 0
    for (let bit = 0; bit < open.length; bit++) {
      if ((subset & (1 << bit)) === 0) continue
      count++
      cost += options[open[bit]!]!.cost ?? 0
    }
    if (count > most || (budget !== null && cost > budget)) continue
    let value = 0
    for (const [mask, share] of list) if ((mask & subset) !== 0) value += share
    if (value > best.value + 1e-9 || (value > best.value - 1e-9 && cost < best.cost)) best = { subset, value, cost }
  }
  return open.filter((_, bit) => (best.subset & (1 << bit)) !== 0)
}

/** In the order of what each adds; what adds nothing to the others is left out. */
function inOrder(options: readonly JointOption[], chosen: readonly number[], weight: ArrayLike<number>) {
  const left = [...chosen]
  const served = new Set<number>()
  const steps: { option: number; weightNew: number }[] = []
  while (left.length > 0) {
    let best = 0
    left.forEach((option, at) => {
      const isMore = added(options[option]!.cells, weight, served) > added(options[left[best]!]!.cells, weight, served)
      if (isMore) best = at
    })
    const [option] = left.splice(best, 1) as [number]
    const weightNew = added(options[option]!.cells, weight, served)
    if (weightNew <= 0) break
    for (const cell of options[option]!.cells) served.add(cell)
    steps.push({ option, weightNew })
  }
  return steps
}
