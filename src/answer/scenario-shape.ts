// Whether a loaded value is a scenario: every field of its types.
import {
  type AnswerChanges,
  type CategoryChange,
  type ChangedBlock,
  type ChangeShare,
  METHOD_PARTS,
  type MethodDifference,
  type PlaceChange,
  type RuleChange,
  type ScenarioReport,
} from './answer-changes.ts'
import { AREA_LEVELS } from './area-level.ts'
import type { EditEcho, EditJoin, TouchedThing } from './edit-echo.ts'
import * as is from './value-shape.ts'

const position = is.listOf(is.number, 2)
const polygons = is.sharedListOf(is.listOf(is.listOf(position)))
const spoken = is.record<{ message: string; key: string; values: unknown }>({
  message: is.text,
  key: is.text,
  values: is.anything,
})

const edit = is.record<EditEcho>({
  id: is.text,
  op: is.text,
  status: is.oneOf(['applied', 'nothing']),
  said: is.listOf(spoken),
  touched: is.listOf(
    is.record<TouchedThing>({
      kind: is.oneOf(['facility', 'block', 'compound', 'gate', 'way']),
      id: is.text,
      name: is.orNull(is.text),
    }),
  ),
  joins: is.listOf(
    is.record<EditJoin>({
      lonLat: position,
      onto: position,
      metres: is.number,
      way: is.text,
      street: is.orNull(is.text),
    }),
  ),
  lonLat: is.orNull(position),
  line: is.orNull(is.listOf(position)),
  metres: is.orNull(is.number),
  cost: is.orNull(is.number),
  note: is.orNull(is.text),
  date: is.optional(is.text),
  source: is.optional(is.text),
})

const share = is.record<ChangeShare>({
  measure: is.text,
  before: is.number,
  after: is.number,
  gained: is.number,
  lost: is.number,
  appeared: is.number,
  vanished: is.number,
  moved: is.number,
  blocksGained: is.count,
  blocksLost: is.count,
  blocksUnknown: is.count,
})

const kind = is.record<CategoryChange>({
  category: is.text,
  limit: is.number,
  hadData: is.flag,
  hasData: is.flag,
  headline: is.orNull(is.text),
  shares: is.listOf(share),
})

const place = is.record<PlaceChange>({
  level: is.oneOf(AREA_LEVELS),
  name: is.text,
  category: is.text,
  limit: is.number,
  measure: is.text,
  gained: is.number,
  lost: is.number,
  blocksGained: is.count,
  blocksLost: is.count,
})

const rule = is.record<RuleChange>({
  ruleId: is.text,
  nameEn: is.text,
  nameZh: is.text,
  blocksGained: is.count,
  blocksLost: is.count,
  peopleGained: is.number,
  peopleLost: is.number,
})

const block = is.record<ChangedBlock>({
  id: is.text,
  name: is.orNull(is.text),
  lonLat: position,
  polygons: is.orNull(polygons),
  population: is.orNull(is.number),
  community: is.orNull(is.text),
  street: is.orNull(is.text),
  district: is.orNull(is.text),
})

const changes: is.Check = (value) => {
  const sized = value as Partial<Pick<AnswerChanges, 'changed' | 'categories' | 'limits'>> | null
  const cells = (sized?.changed?.length ?? 0) * (sized?.categories?.length ?? 0) * (sized?.limits?.length ?? 0)
  return is.record<AnswerChanges>({
    basis: is.oneOf(['time', 'distance']),
    limits: is.listOf(is.number),
    categories: is.listOf(
      is.record<AnswerChanges['categories'][number]>({ id: is.text, nameEn: is.text, nameZh: is.text }),
    ),
    allowed: is.listOf(is.record<MethodDifference>({ part: is.oneOf(METHOD_PARTS), before: is.text, after: is.text })),
    blocks: is.record<AnswerChanges['blocks']>({
      compared: is.count,
      onlyBefore: is.count,
      onlyAfter: is.count,
      gaining: is.count,
      losing: is.count,
    }),
    walks: is.record<AnswerChanges['walks']>({ shorter: is.count, longer: is.count }),
    kinds: is.listOf(kind, (sized?.categories?.length ?? 0) * (sized?.limits?.length ?? 0)),
    rules: is.listOf(rule),
    places: is.listOf(place),
    changed: is.listOf(block),
    shareBefore: is.array(Float64Array, cells),
    shareAfter: is.array(Float64Array, cells),
    why: is.listOf(spoken),
  })(value)
}

/** What is wrong with a value that should be a scenario; `null` where nothing is. */
export const scenarioShape: is.Check = is.record<ScenarioReport>({ name: is.text, edits: is.listOf(edit), changes })
