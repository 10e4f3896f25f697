// What a reader of the reference finds: every function, class and constant of the doors says what it is, and shows it.
// test/examples.test.ts compiles and runs what is shown.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../../src/', import.meta.url))

interface Exported {
  readonly name: string
  readonly isConstant: boolean
  readonly doc: string | undefined
}

/** Functions of the parts door that have no example yet: none may be added. */
const WITHOUT_EXAMPLE = `
  allocationLayer buildFacilityTargets catchmentOfTables causeSaid checkRecord checkSitingQuestion
  facilitiesFromChunks featureLayerInParts fieldSheetFiles firstSheet gapPlace guessedSaid
  hintedSystem landCoverageByWalk layerFeatures measureCatchments measureGaps mergeShards
  nameGates openTableFile parkRadiusMetres posterSheetPieces problem readTableChunks
  remedySaid sheetOfFile titleUnitSaid toCatchmentsJson uncoveredLayer updateLedgerFile
  userStandardPack
`.match(/\w+/g)!

/** The docstring before a declaration; a file that passes a name on is followed. */
function docOf(file: string, name: string): Omit<Exported, 'name'> {
  const text = readFileSync(file, 'utf8')
  const declared = new RegExp(
    `(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\\n)?export (?:async )?(function\\*? |const |class )${name}\\b`,
  ).exec(text)
  if (declared !== null) return { doc: declared[1], isConstant: declared[2] === 'const ' }
  for (const [, names, from] of text.matchAll(/export \{([^}]*)\} from '(.*?)'/g)) {
    for (const one of names!.split(',')) {
      const [there, here = there] = one.trim().split(' as ')
      if (here === name) return docOf(join(dirname(file), from!), there!)
    }
  }
  throw new Error(`${file} has no ${name}`)
}

/** Values that a door lists by name; `export *` of another door is that door's. */
function valuesOf(door: string): Exported[] {
  const file = join(src, door)
  const lists = readFileSync(file, 'utf8').matchAll(/export \{([^}]*)\} from '(.*?)'/g)
  return Array.from(lists).flatMap(([, names, from]) =>
    names!
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => ({ name, ...docOf(join(dirname(file), from!), name.split(' as ')[0]!) })),
  )
}

const namesWithout = (door: string, has: (doc: string) => boolean) =>
  valuesOf(door)
    .filter(({ doc }) => doc === undefined || !has(doc))
    .map(({ name }) => name)

describe('docstrings', () => {
  it('are found at all', () => {
    expect(valuesOf('index.ts').length).toBeGreaterThan(40)
    expect(valuesOf('parts.ts').length).toBeGreaterThan(300)
    expect(namesWithout('index.ts', (doc) => doc.includes('no docstring says this'))).toContain('loadArea')
  })

  it.each(['index.ts', 'browser/index.ts'])('%s: each with an example', (door) => {
    expect(namesWithout(door, (doc) => /@example\s*\n\s*\* ```ts\n/.test(doc))).toEqual([])
  })

  // A constant is shown by what takes it.
  it('parts.ts: each function with an example, but for those that lacked one', () => {
    const lacking = valuesOf('parts.ts').filter(
      ({ doc = '', isConstant }) => !isConstant && !/@example\s*\n\s*\* ```ts\n/.test(doc),
    )
    expect(lacking.map(({ name }) => name).sort()).toEqual([...WITHOUT_EXAMPLE].sort())
  })

  // Constants of one list share the sentence of the first.
  it.each(['node/index.ts', 'parts.ts'])('%s: each with a sentence', (door) => {
    expect(namesWithout(door, (doc) => /\w/.test(doc))).toEqual([])
  })
})
