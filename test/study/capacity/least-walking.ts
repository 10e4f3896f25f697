// The least walking with which a number can be served, by a linear programme: the slow truth for flows of least cost.
import highsModule from 'highs'
import type { CapacityProblem } from '../../../src/study/capacity/capacity-problem.ts'

/** Σ amount × cost of the cheapest way to serve `served`. */
export async function leastWalking(problem: CapacityProblem, served: number): Promise<number> {
  const { demand, places, rowOffset, site, cost } = problem
  if (served === 0) return 0
  const highs = await loaded
  const pairs: { readonly name: string; readonly block: number; readonly pair: number }[] = []
  demand.forEach((_, block) => {
    for (let pair = rowOffset[block]!; pair < rowOffset[block + 1]!; pair++) {
      pairs.push({ name: `x${pair}`, block, pair })
    }
  })
  const sum = (list: typeof pairs) => list.map(({ name }) => name).join(' + ')
  const rows: string[] = [`all: ${sum(pairs)} = ${served}`]
  demand.forEach((amount, block) => {
    const own = pairs.filter((one) => one.block === block)
    if (own.length > 0) rows.push(`b${block}: ${sum(own)} <= ${amount}`)
  })
  places.forEach((amount, at) => {
    const own = pairs.filter(({ pair }) => site[pair] === at)
    if (own.length > 0) rows.push(`s${at}: ${sum(own)} <= ${amount}`)
  })
  const objective = pairs.map(({ name, pair }) => `${cost[pair]} ${name}`).join(' + ')
  const solved = highs.solve(`Minimize\n walk: ${objective}\nSubject To\n ${rows.join('\n ')}\nEnd`, {
    output_flag: false,
  })
  if (solved.Status !== 'Optimal') throw new Error(solved.Status)
  return solved.ObjectiveValue
}

// Its types are those of a CommonJS module, its code is an ES module.
const loaded = (highsModule as unknown as typeof highsModule.default)()
