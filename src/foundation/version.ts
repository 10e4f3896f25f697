// Versions that outputs carry. test/package.test.ts compares them with package.json and the model page.

/** Version of this package. */
export const TOOL_VERSION = '0.5.0'

/** Version of the walking model (docs/walking-model.md). Changes when any number may change. */
export const MODEL_VERSION = '2.0'
