// Every exported function that takes options refuses one that it does not know, with what may be meant. The list is made from the doors themselves, so that
// a new export cannot be forgotten.
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isLivingCircleError } from '../../src/index.ts'
import * as node from '../../src/node/index.ts'
import * as parts from '../../src/parts.ts'

const src = fileURLToPath(new URL('../../src/', import.meta.url))
const library: Readonly<Record<string, unknown>> = { ...parts, ...node }

/** They hand options on as they are to one of the others, or take a part of a larger options record of their own callers. */
const HANDED_ON: Readonly<Record<string, string>> = {
  problem: 'values of a sentence, checked by types and a test of words',
  runIdOf: 'no options: the options of a run',
  prepareStudy: 'filled in by analyseAccess',
  sweepReachedTimes: 'signal and progress of its caller',
  sweepStudy: 'signal and progress of its caller',
  sweepWalkPairs: 'signal and progress of its caller',
  buildStreets: 'as buildNetwork, which checks',
  judgeCoordinateSystem: 'two functions that it is given',
  judgeTableSystem: 'functions that it is given',
}

interface Found {
  readonly name: string
  /** Place of the options among the parameters. */
  readonly at: number
}

/** Exported functions with a parameter called options, by the text of the doors. */
function withOptions(): Found[] {
  return ['index.ts', 'parts.ts', 'node/index.ts'].flatMap((door) => {
    const text = readFileSync(join(src, door), 'utf8')
    return [...text.matchAll(/export \{([^}]*)\} from '([^']+)'/g)].flatMap(([, list, path]) => {
      const file = normalize(join(src, dirname(door), path!))
      return list!.split(',').flatMap((one) => {
        const name = one.trim()
        if (name === '' || name.startsWith('type ')) return []
        const at = optionsPlace(readFileSync(file, 'utf8'), name)
        return at < 0 ? [] : [{ name, at }]
      })
    })
  })
}

function optionsPlace(text: string, name: string): number {
  const start = new RegExp(`export (?:async )?function\\*? ${name}\\b(?:<[^(]*>)?\\(`).exec(text)
  if (start === null) return -1
  let depth = 0
  let parameter = 0
  let own = ''
  for (let i = start.index + start[0].length; i < text.length; i++) {
    const character = text[i]!
    if (depth === 0 && (character === ',' || character === ')')) {
      if (/^\s*options\??:/.test(own)) return parameter
      if (character === ')') return -1
      parameter++
      own = ''
      continue
    }
    if ('({[<'.includes(character)) depth++
    if (')}]'.includes(character) || (character === '>' && text[i - 1] !== '=')) depth--
    own += character
  }
  return -1
}

/** Enough of anything for a parameter that is taken apart before options are looked at. */
const anything = () => ({ columns: [], rows: [], gaps: [], remedies: [] })

async function errorOf(name: string, at: number, options: object): Promise<unknown> {
  const call = library[name] as (...given: unknown[]) => unknown
  try {
    const result = call(...Array.from({ length: at }, anything), options)
    if (result !== null && typeof result === 'object' && Symbol.asyncIterator in result) {
      for await (const _ of result as AsyncIterable<unknown>) break
    } else if (result !== null && typeof result === 'object' && Symbol.iterator in result) {
      for (const _ of result as Iterable<unknown>) break
    } else await result
  } catch (error) {
    return error
  }
  return undefined
}

describe('options of exported functions', () => {
  const interruptible: Found[] = []
  const found = withOptions()

  it('are looked at in many', () => {
    expect(found.length).toBeGreaterThan(80)
    for (const name of Object.keys(HANDED_ON)) expect(Object.keys(library)).toContain(name)
  })

  it.each(found.filter(({ name }) => !Object.hasOwn(HANDED_ON, name)))(
    '$name refuses one that it does not know',
    async ({ name, at }) => {
      const thrown = await errorOf(name, at, { misspelt: 1 })
      expect(thrown).toMatchObject({ code: 'unknown-option', details: { option: 'misspelt' } })
      const { known } = (thrown as { details: { known: string[] } }).details
      if (known.includes('signal')) interruptible.push({ name, at })
    },
  )

  it('stop before anything is done where the signal says so already', async () => {
    expect(interruptible.length).toBeGreaterThan(35)
    for (const { name, at } of interruptible) {
      const reason = new Error('closed the tab')
      const thrown = await errorOf(name, at, { signal: AbortSignal.abort(reason) })
      expect([name, thrown]).toEqual([
        name,
        expect.objectContaining({ name: 'AbortError', code: 'aborted', cause: reason }),
      ])
      expect([name, isLivingCircleError(thrown)]).toEqual([name, true])
    }
  })
})
