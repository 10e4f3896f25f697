// Turns data/*.json into TypeScript modules, so that the library needs no file system (it runs in a browser, too).
// An entry (a category, a rule, a source) stands on a line of its own, so that a change can be read where it was made.
// The modules are committed; test/package.test.ts fails when one is older than its JSON.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** @returns {{ path: string, text: string }[]} every module that is made from data/, as it should be */
export function embeddedModules(root) {
  const modules = []
  const head = (from) => `// Made from ${from} by scripts/embed-data.mjs. Edit that file, not this one.\n`
  const categories = `${root}/data/categories.json`
  if (existsSync(categories)) {
    const value = JSON.parse(readFileSync(categories, 'utf8'))
    modules.push({
      path: `${root}/src/normalise/categories/category-data.ts`,
      text: `${head('data/categories.json')}export const categoryData: unknown = ${fieldsOnLines(value, '')}\n`,
    })
  }
  const essential = `${root}/data/essential-kinds.json`
  if (existsSync(essential)) {
    const value = JSON.parse(readFileSync(essential, 'utf8'))
    modules.push({
      path: `${root}/src/normalise/categories/essential-kinds-data.ts`,
      text: `${head('data/essential-kinds.json')}export const essentialKindsData: unknown = ${fieldsOnLines(value, '')}\n`,
    })
  }
  const rates = `${root}/data/demand-rates.json`
  if (existsSync(rates)) {
    const value = JSON.parse(readFileSync(rates, 'utf8'))
    modules.push({
      path: `${root}/src/normalise/places/demand-rates-data.ts`,
      text: `${head('data/demand-rates.json')}export const demandRatesData: unknown = ${fieldsOnLines(value, '')}\n`,
    })
  }
  const folder = `${root}/data/standards`
  const packs = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
    : []
  if (packs.length > 0) {
    const values = packs.sort().map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')))
    modules.push({
      path: `${root}/src/standard/pack-data.ts`,
      text: `${head('data/standards/*.json')}export const packData: readonly unknown[] = [\n${values.map((value) => `  ${fieldsOnLines(value, '  ')},\n`).join('')}]\n`,
    })
  }
  if (existsSync(`${root}/package.json`)) {
    modules.push({
      path: `${root}/src/node/package-versions-data.ts`,
      text: `${head('package.json and the packages that are installed')}export const packageVersionsData: Readonly<Record<string, string>> = ${fieldsOnLines(packageVersions(root), '')}\n`,
    })
  }
  return modules
}

/** Versions of the packages that the library runs on, and the solver's own machine code by its hash: what can change results. */
function packageVersions(root) {
  const { dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
  // MapLibre's files lie in the package itself, and map.html holds them.
  const code = Object.keys(dependencies).filter((name) => !name.startsWith('@types/'))
  const versions = [...code, 'maplibre-gl'].map((name) => [
    name,
    JSON.parse(readFileSync(`${root}/node_modules/${name}/package.json`, 'utf8')).version,
  ])
  const wasm = createHash('sha256')
    .update(readFileSync(`${root}/node_modules/highs/build/highs.wasm`))
    .digest('hex')
  return Object.fromEntries([...versions, ['highs.wasm', wasm]].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A record as source text: a field a line, and the entries of a list of records a line each. */
function fieldsOnLines(value, indent) {
  const fields = Object.entries(value).map(([key, field]) => {
    const isList = Array.isArray(field) && field.some((entry) => typeof entry === 'object')
    const text = isList
      ? `[\n${field.map((entry) => `${indent}    ${JSON.stringify(entry)},\n`).join('')}${indent}  ]`
      : JSON.stringify(field)
    return `${indent}  ${JSON.stringify(key)}: ${text},\n`
  })
  return `{\n${fields.join('')}${indent}}`
}

/** Writes the modules whose text has changed. */
export function embedData(root) {
  for (const { path, text } of embeddedModules(root)) {
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
  }
}
