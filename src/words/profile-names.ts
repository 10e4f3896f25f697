// What a walking profile is called: its own names, for it brings them along as a category does. Knows no profile.
import { named, type Words } from './words.ts'

/**
 * A profile's name in each language; its id where it has none.
 *
 * @example
 * ```ts
 * import { profileNames } from 'living-circle/parts'
 * profileNames({ id: 'cane' }).en // 'cane'
 * ```
 */
export function profileNames({
  id,
  nameEn = id,
  nameZh = nameEn,
}: {
  readonly id: string
  readonly nameEn?: string | undefined
  readonly nameZh?: string | undefined
}): Words {
  return named(nameEn, nameZh)
}
