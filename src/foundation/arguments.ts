// What functions of the front door are given: a thing of another kind is named at once, not by a property that is missing deep inside.
import { LivingCircleError } from './errors.ts'

/** Things that one function makes and another takes: some of their keys, and who makes them. */
const MADE = {
  area: { keys: ['network', 'ways', 'raw', 'extent'], from: 'loadArea' },
  facilities: { keys: ['facilities', 'rejects', 'inputs'], from: 'loadFacilities' },
  blocks: { keys: ['blocks', 'rejects', 'inputs'], from: 'loadBlocks' },
  analysis: { keys: ['report', 'study'], from: 'analyseAccess' },
  report: { keys: ['schemaVersion', 'options', 'blocks'], from: 'analyseAccess' },
  study: { keys: ['network', 'demand', 'locator'], from: 'analyseAccess' },
  network: { keys: ['vertexLonE7', 'arcOffset', 'arcTarget'], from: 'loadArea' },
  impedance: { keys: ['basis', 'edgeForwardCost'], from: 'timeImpedance, distanceImpedance' },
  edits: { keys: ['edits'], from: 'loadEdits' },
  former: { keys: ['gaps', 'blocks', 'options'], from: 'analyseAccess' },
  studyArea: { keys: ['name', 'polygons'], from: 'loadStudyArea, namedStudyArea' },
  pack: { keys: ['id', 'rules'], from: 'standardPack, loadStandard' },
  rates: { keys: ['rates'], from: 'loadDemandRates' },
  rate: { keys: ['id', 'categories', 'perThousand'], from: 'builtInRates, loadDemandRates' },
  source: { keys: ['name', 'stream'], from: 'openFile, bytesSource, blobSource' },
  blob: { keys: ['size', 'stream'], from: 'new Blob' },
  bytes: { keys: ['buffer', 'byteLength', 'subarray'], from: 'new Uint8Array' },
  service: { keys: ['ground', 'knownKinds'], from: 'createWalkService, openWalkService' },
  runRecord: { keys: ['runId', 'inputs', 'outputs', 'options', 'packages'], from: 'readRunRecord' },
  runGround: { keys: ['inputs', 'options', 'packages'], from: 'runRecord' },
  knownRun: { keys: ['command', 'area', 'options', 'inputs', 'folder'], from: 'openShardPlan' },
  shardPlan: { keys: ['bytes', 'shards', 'haloMetres'], from: 'planShards' },
  shardList: { keys: ['plan', 'shards', 'options'], from: 'openShardPlan' },
  output: { keys: ['name', 'content'], from: 'reportFiles, makeOutputs' },
  answerOptions: { keys: ['basis', 'limits', 'profile'], from: 'analyseAccess' },
  basemap: { keys: ['box', 'streets'], from: 'basemapFromOsm, plainBasemap' },
} as const

/** A kind of {@link checkGiven}. */
export type MadeKind = keyof typeof MADE

/**
 * Refuses what is not of a kind. Only a few keys are looked at: this is for slips (a path, a promise that nobody awaited), not for forgeries.
 *
 * @param what the function's name, for the message
 * @param parameter what was handed over, as the reader calls it
 * @throws LivingCircleError `invalid-option`
 */
export function checkGiven(what: string, parameter: string, value: unknown, kind: MadeKind): void {
  const { keys, from } = MADE[kind]
  if (typeof value === 'object' && value !== null && keys.every((key) => Reflect.get(value, key) !== undefined)) return
  const isLate = typeof value === 'object' && value !== null && 'then' in value && !from.includes(',')
  // The words lie above this room: their test says these sentences over again.
  throw new LivingCircleError('invalid-option', `${what}: the ${parameter} is nothing that ${from} gives.`, {
    said: { key: 'given.wrong', values: { what, parameter, from } },
    ...(isLate
      ? {
          hint: `It is a promise that was not awaited: await ${from}(…).`,
          hintSaid: { key: 'hint.await', values: { from } },
        }
      : {
          hint: `Give what one of these returns, awaited: ${from}.`,
          hintSaid: { key: 'hint.given', values: { from } },
        }),
    details: { what, parameter },
  })
}

/**
 * Refuses what is not of a type of the language.
 *
 * @throws LivingCircleError `invalid-option`
 */
export function checkType(what: string, parameter: string, value: unknown, type: 'array' | 'string' | 'object'): void {
  if (typeOf(value) === type) return
  throw new LivingCircleError('invalid-option', `${what}: the ${parameter} is not of type ${type}.`, {
    said: { key: 'given.type', values: { what, parameter, type } },
    hint: `It is of type ${typeOf(value)}.`,
    hintSaid: { key: 'hint.type-given', values: { type: typeOf(value) } },
    details: { what, parameter },
  })
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
