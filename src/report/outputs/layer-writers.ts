// Which format a file of one layer is in, by the end of its name, as the registry has it.
import type { LayerWriter, Output } from './output.ts'
import { OUTPUTS } from './outputs.ts'

const REGISTRY: readonly Output[] = OUTPUTS

/**
 * How a file of one layer is written; `undefined` where the end of its name is none of {@link layerSuffixes} or another of a format's.
 * @example
 * ```ts
 * import { layerWriterOf } from 'living-circle/parts'
 * layerWriterOf('towns.fgb')?.suffixes.includes('.fgb') // true
 * ```
 */
export function layerWriterOf(path: string): LayerWriter | undefined {
  const lower = path.toLowerCase()
  return REGISTRY.find(({ layer }) => layer?.suffixes.some((suffix) => lower.endsWith(suffix)))?.layer
}

/**
 * The suffix of each format that holds any layer.
 *
 * @example
 * ```ts
 * import { layerSuffixes } from 'living-circle/parts'
 * layerSuffixes().includes('.geojson') // true
 * ```
 */
export function layerSuffixes(): string[] {
  return REGISTRY.flatMap(({ layer }) => layer?.suffixes.slice(0, 1) ?? [])
}
