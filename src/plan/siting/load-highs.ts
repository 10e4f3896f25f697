// HiGHS (WebAssembly, MIT), loaded when a choice needs it and not before: 3.5 MB. Node finds the package by its name; a page says by
// `setHighsLocation` how it is come by: bundlers must not follow the import from here, for the package names modules of Node.
// Everything that touches the package goes through here, so that no exception of it escapes with its source text.
import type { Highs } from 'highs'
import { LivingCircleError } from '../../foundation/errors.ts'

let loading: Promise<Highs> | undefined
let locate: ((file: string) => string) | undefined
let importHighs: (() => Promise<unknown>) | undefined

/** In a function of its own, so that no bundler takes the package in. */
const packageName = () => 'highs'

/**
 * Says where `highs.wasm` lies, and how its loader is come by, for pages in browsers.
 *
 * @param locateFile gives the address of a file by its name
 * @param importPackage e.g. `() => import('highs')` in a bundle that leaves `node:module` out, or `() => import('/highs.mjs')`
 * @example
 * ```ts
 * import { setHighsLocation } from 'living-circle/parts'
 * declare const folder: string
 * setHighsLocation((file) => `${folder}/${file}`)
 * ```
 */
export function setHighsLocation(locateFile: (file: string) => string, importPackage?: () => Promise<unknown>): void {
  locate = locateFile
  importHighs = importPackage
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
    const name = packageName()
    const found: unknown = await (importHighs?.() ?? import(/* @vite-ignore */ name))
    const { default: start } = found as { readonly default: (options: object) => Promise<Highs> }
    return await start(locate === undefined ? {} : { locateFile: locate })
  } catch (cause) {
    loading = undefined
    const why = cause instanceof Error ? cause.message.slice(0, 200) : 'unknown'
    throw new LivingCircleError('io', `The solver HiGHS could not be loaded: ${why}`, {
      said: { key: 'siting.no-solver', values: { why } },
    })
  }
}
