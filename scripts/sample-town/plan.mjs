// What the planner of the sample town wants to do: one gate and three nurseries, as a list of edits. The gate is the one that `remedies`
// names, the places are those that `site` chooses along the streets; `test/sample-town-plan.test.ts` asks both.
import { toLonLat } from './plane.mjs'

/** Names of the nurseries, and where `site` puts them. */
const NURSERIES = [
  ['渡口托育园', [113.60292, 34.80109]],
  ['机厂托育园', [113.58557, 34.79565]],
  ['河东托育园', [113.61256, 34.8036]],
]

/** Places of each: three of them have what is missing by 4.5 places per 1,000 people. */
const PLACES = 110

/** The edits as a JSON text, one a line. */
export function planJson(gates) {
  const { blockId, point } = gates.find(({ kind }) => kind === 'planned')
  const at = toLonLat(point).map((degrees) => Number(degrees.toFixed(6)))
  const edits = [
    { id: 'G1', op: 'open-gate', compound: blockId, at, note: '镜湖一号南门' },
    ...NURSERIES.map(([name, place], i) => ({
      id: `N${i + 1}`,
      op: 'add-facility',
      category: 'nursery',
      name,
      at: place,
      capacity: PLACES,
    })),
  ]
  return `[\n${edits.map((edit) => JSON.stringify(edit)).join(',\n')}\n]\n`
}
