// What the compiler writes beside what is needed: comments and blanks in JavaScript (types keep theirs, for editors), types that no door leads to,
// and sentences in types.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { transform } from 'esbuild'

const SLIM = { charset: 'utf8', target: 'es2023', format: 'esm', minifyWhitespace: true, lineLimit: 160 }

/** Takes comments and blanks out of every JavaScript file below a folder; names, marks for bundlers and licences stay. */
export async function dropComments(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
  await Promise.all(
    files.map(async (name) => {
      const path = join(folder, name)
      const { code } = await transform(readFileSync(path, 'utf8'), SLIM)
      writeFileSync(path, code)
    }),
  )
}

/** Removes the types that cannot be come to from the doors. */
export function dropHiddenTypes(folder, doors) {
  const needed = new Set(doors.map((door) => join(folder, `${door}.d.ts`)))
  for (const path of needed) {
    for (const target of targetsOf(path)) {
      const types = resolve(dirname(path), target.replace(/\.(js|ts)$/, '.d.ts'))
      if (!existsSync(types)) throw new Error(`${path} names ${target}, which is not there`)
      needed.add(types)
    }
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.d.ts') && !needed.has(join(folder, name))) rmSync(join(folder, name))
  }
}

/** Modules that a file of types names, by `from '…'` or `import("…")`; examples in comments name packages only. */
function targetsOf(path) {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/(?:from|import\(|import)\s*['"](\.[^'"]+)['"]/g)].map(([, target]) => target)
}

/** Of the sentences in a file of types, the places remain: they are what the types are about. */
export function keepPlacesOnly(path) {
  const text = readFileSync(path, 'utf8')
  const short = text.replace(/^(\s+readonly [^:\n]+: )(["'`])(.*)\2;$/gm, (_, name, quote, sentence) => {
    const places = Array.from(sentence.matchAll(/\{(\w+)/g), ([, place]) => `{${place}}`)
    return `${name}${quote}${places.join('')}${quote};`
  })
  writeFileSync(path, short)
}
