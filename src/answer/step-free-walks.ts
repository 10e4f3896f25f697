// What the map knows of wheels on all walks of a table together. A table in, sums out. It does not know how they were measured.
import type { AccessTable } from './access-table.ts'

/** Sums over the walks of a table. */
export interface StepFreeWalks {
  readonly walks: number
  readonly walkedMetres: number
  /** Known to be step-free, and known not to be; the rest is unknown. */
  readonly freeMetres: number
  readonly notMetres: number
}

/** The sums; `null` for a table that does not say. */
export function stepFreeWalks({ stepFreeMetres, notStepFreeMetres, walkMetres }: AccessTable): StepFreeWalks | null {
  if (stepFreeMetres === undefined || notStepFreeMetres === undefined) return null
  let walks = 0
  let walkedMetres = 0
  let freeMetres = 0
  let notMetres = 0
  walkMetres.forEach((metres, row) => {
    if (Number.isNaN(metres)) return
    walks++
    walkedMetres += metres
    freeMetres += stepFreeMetres[row]!
    notMetres += notStepFreeMetres[row]!
  })
  return { walks, walkedMetres, freeMetres, notMetres }
}
