// Versions that outputs carry. test/package.test.ts compares them with package.json and the model page.

/**
 * Version of this package, as `package.json` and every output have it.
 *
 * @example
 * ```ts
 * import { TOOL_VERSION } from 'living-circle'
 * /^\d+\.\d+\.\d+/.test(TOOL_VERSION) // true
 * ```
 */
export const TOOL_VERSION = '0.6.0'

/**
 * Version of the walking model (docs/walking-model.md). Changes when any number may change.
 *
 * @example
 * ```ts
 * import { MODEL_VERSION } from 'living-circle'
 * Number(MODEL_VERSION) >= 2 // true
 * ```
 */
export const MODEL_VERSION = '2.0'
