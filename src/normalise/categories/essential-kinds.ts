// The things of everyday life that are measured where nobody says which: data/essential-kinds.json. Data in, plain records out. It does
// not know which facilities there are.
import { essentialKindsData } from './essential-kinds-data.ts'

/** One thing that people need near their homes, and the kinds that serve it: any of them will do. */
export interface EssentialThing {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  /** Category ids of `data/categories.json`. */
  readonly categories: readonly string[]
  /** Ids of the built-in rule packs that name it: where the choice comes from. */
  readonly packs: readonly string[]
}

/**
 * The twenty essential things of `data/essential-kinds.json`, in its order.
 *
 * @example
 * ```ts
 * import { essentialThings } from 'living-circle/parts'
 * essentialThings().length // 20
 * ```
 */
export function essentialThings(): readonly EssentialThing[] {
  return (essentialKindsData as { readonly things: readonly EssentialThing[] }).things
}
