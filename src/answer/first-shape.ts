// Whether loaded values are the facts of a first screen.
import { AREA_LEVELS } from './area-level.ts'
import type { FirstFacts, FirstGap, PartOf, ProvidedPlace, Sureness } from './first-facts.ts'
import * as is from './value-shape.ts'

const part = is.record<PartOf>({ part: is.number, all: is.number })

/** The facts of a first screen over so many blocks, gaps and rules. */
export function firstShape(blocks: number, gaps: number, rules: number): is.Check {
  const places = is.listOf(
    is.record<ProvidedPlace>({
      name: is.text,
      block: is.orNull(is.below(blocks)),
      blocks: is.count,
      people: is.orNull(is.number),
      has: is.number,
      of: is.number,
    }),
  )
  const listed = is.listOf(is.record<FirstGap>({ gap: is.below(gaps), more: is.count }))
  return is.record<FirstFacts>({
    subject: is.oneOf(['duties', 'kinds']),
    level: is.oneOf([...AREA_LEVELS, 'block']),
    worst: places,
    places,
    gaps: listed,
    listedGaps: listed,
    rules: is.listOf(is.below(rules)),
    sure: is.record<Sureness>({
      linked: part,
      unknownPeople: part,
      edge: part,
      kindsWithoutData: part,
      rulesWithoutData: part,
      borderline: is.optional(part),
      sizeUnknown: part,
    }),
  })
}
