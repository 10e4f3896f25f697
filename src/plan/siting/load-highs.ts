// HiGHS (WebAssembly, MIT), loaded when a choice needs it and not before: 3.5 MB. In a browser the file lies beside its loader, or where
// `setHighsLocation` says. Everything that touches the package goes through here, so that no exception of it escapes with its source text.
import type { Highs } from 'highs'
import { LivingCircleError } from '../../foundation/errors.ts'

let loading: Promise<Highs> | undefined
let locate: ((file: string) => string) | undefined

/**
 * Says where `highs.wasm` lies, for bundles in browsers that do not find it beside the script.
 *
 * @param locateFile gives the address of a file by its name
 */
export function setHighsLocation(locateFile: (file: string) => string): void {
  locate = locateFile
  loading = undefined
}

/** The solver; loaded once. */
export function loadHighs(): Promise<Highs> {
  loading ??= load()
  return loading
}

/** Forgets a solver that failed: a WebAssembly instance that trapped is of no use any more. */
export function forgetHighs(): void {
  loading = undefined
}

async function load(): Promise<Highs> {
  try {
    const { default: module } = await import('highs')
    // Its types are those of a CommonJS module, its code is an ES module.
    const start = module as unknown as typeof module.default
    return await start(locate === undefined ? {} : { locateFile: locate })
  } catch (cause) {
    loading = undefined
    const why = cause instanceof Error ? cause.message.slice(0, 200) : 'unknown'
    throw new LivingCircleError('io', `The solver HiGHS could not be loaded: ${why}`, {
      said: { key: 'siting.no-solver', values: { why } },
    })
  }
}
