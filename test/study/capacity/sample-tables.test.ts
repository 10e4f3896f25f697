// The tables of data/sample-town/tables are what the library makes of the sample town: costs of walks to childcare, demand by the rate, places.
// `REGEN=1 npx vitest run test/study/capacity/sample-tables.test.ts` writes them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { walkMatrix } from '../../../src/study/walk-matrix.ts'
import { analyseSampleTown } from '../../sample-analysis.ts'

const folder = fileURLToPath(new URL('../../../data/sample-town/tables/', import.meta.url))

describe('tables of the sample town', () => {
  it('are what the library makes', async () => {
    const { study, report } = await analyseSampleTown({ categories: ['nursery'], demand: 'point' })
    const matrix = await walkMatrix(study, { minutes: 30, categories: ['nursery'] })
    const costs = ['demand_id,site_id,cost']
    const demand = ['demand_id,weight']
    const values = ['id,value,population,group']
    study.blocks.forEach(({ id, people, street }, block) => {
      const { age_0_3: young = null, population = null } = people
      if (young !== null) demand.push(`${id},${Math.round(young * 0.1)}`)
      const seconds = report.table.walkSeconds[block]!
      values.push(
        [id, Number.isNaN(seconds) ? '' : (seconds / 60).toFixed(1), population ?? '', street ?? ''].join(','),
      )
      for (let row = matrix.blockRow[block]!; row < matrix.blockRow[block + 1]!; row++) {
        for (let pair = matrix.rowOffset[row]!; pair < matrix.rowOffset[row + 1]!; pair++) {
          const site = study.facilities[matrix.column[pair]!]!.id
          if (young !== null) costs.push(`${id},${site},${Math.round(matrix.costMs[pair]! / 1000)}`)
        }
      }
    })
    const supply = ['site_id,places']
    for (const { id, category, capacity } of study.facilities) {
      if (category === 'nursery') supply.push(`${id},${capacity ?? ''}`)
    }
    const files = { 'costs.csv': costs, 'demand.csv': demand, 'supply.csv': supply, 'values.csv': values }
    for (const [name, lines] of Object.entries(files)) {
      const text = `${lines.join('\n')}\n`
      if (process.env.REGEN === '1') {
        mkdirSync(folder, { recursive: true })
        writeFileSync(`${folder}${name}`, text)
      }
      expect(existsSync(`${folder}${name}`) ? readFileSync(`${folder}${name}`, 'utf8') : '', name).toBe(text)
    }
  })
})
