// Whether a value read from run.json is a record of a run. A value in; nothing out, or where and what is wrong.
import type { RunInput, RunOutput, RunRecord } from './run-record.ts'
import * as is from './value-shape.ts'

const scalar: is.Check = (value) =>
  is.text(value) === null || is.flag(value) === null || Number.isFinite(value)
    ? null
    : ' is neither text, number nor true or false'

/** Names a file of a folder, and nothing outside it. */
const plainName: is.Check = (value) =>
  is.text(value) ?? (/^(?!\.\.?$)[^/\\\0]{1,255}$/.test(value as string) ? null : ' is not the name of a file')

const sha256: is.Check = (value) =>
  is.text(value) ?? (/^[0-9a-f]{64}$/.test(value as string) ? null : ' is not a SHA-256')

export const runInputShape = is.record<RunInput>({
  option: is.text,
  path: is.text,
  name: is.text,
  bytes: is.count,
  sha256,
  date: is.orNull(is.text),
  counts: is.orNull(is.recordOf(is.count)),
})

/** What is wrong with a record of a run; `null` where nothing is. */
export const runRecordShape: is.Check = is.record<RunRecord>({
  schema: is.oneOf(['living-circle/run']),
  schemaVersion: is.text,
  runId: is.text,
  toolVersion: is.text,
  modelVersion: is.text,
  packages: is.recordOf(is.text),
  command: is.text,
  area: is.text,
  options: is.recordOf((value) => (Array.isArray(value) ? is.listOf(scalar)(value) : scalar(value))),
  attribution: is.text,
  osmDate: is.orNull(is.text),
  inputs: is.listOf(runInputShape),
  outputs: is.listOf(is.record<RunOutput>({ name: plainName, bytes: is.count, sha256 })),
  notOfThisRun: is.listOf(plainName),
})
