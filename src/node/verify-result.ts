// Whether a result is what its run.json says: its inputs, its versions, its files, and the same files made again. Records and folders in, what
// differs out, in the order in which it is worth looking at. It does not run anything itself.
import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { AccessReport } from '../answer/access-report.ts'
import type { RunInput, RunRecord } from '../answer/run-record.ts'
import { runRecordShape } from '../answer/run-record-shape.ts'
import { checkGiven, checkType } from '../foundation/arguments.ts'
import { MODEL_VERSION, TOOL_VERSION } from '../foundation/version.ts'
import { readAllBytes } from '../read/bytes/byte-source.ts'
import { problem } from '../words/problem.ts'
import { openResult } from './open-result.ts'
import { packageVersions } from './package-versions.ts'
import { RUN_RECORD_FILE, runIdOf } from './run-record.ts'

/** Something that is not as run.json says. */
export type RunDifference =
  | {
      readonly what: 'input'
      readonly name: string
      readonly option: string
      readonly recorded: string
      readonly found: string | null
    }
  | { readonly what: 'option'; readonly name: string }
  | { readonly what: 'version'; readonly name: string; readonly recorded: string; readonly found: string | null }
  | {
      readonly what: 'file'
      readonly name: string
      readonly state: FileState
      readonly byte: number | null
      readonly line: number | null
    }

/** `changed`: not what the run wrote. `missing`: no longer there. `differs`: made again, it is another. `not-made`: made again, there is none. */
export type FileState = 'changed' | 'missing' | 'differs' | 'not-made'

/** More than this is no record of a run. */
const MOST_RECORD_BYTES = 16 * 1024 * 1024

/** The record of a result. @throws LivingCircleError where the folder has none, or it is not one */
export async function readRunRecord(folder: string): Promise<RunRecord> {
  checkType('readRunRecord', 'folder', folder, 'string')
  const bytes = await readAllBytes(openResult(folder, RUN_RECORD_FILE), MOST_RECORD_BYTES)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    value = undefined
  }
  const wrong = runRecordShape(value)
  if (wrong === null) return value as RunRecord
  throw problem('input-format', 'verify.no-record', { folder, why: `run.json${wrong}` }, { hint: 'hint.verify-again' })
}

/** An input where it lies now. */
export interface FoundInput {
  readonly input: RunInput
  /** `null` where it was not found. */
  readonly path: string | null
  readonly sha256: string | null
}

/**
 * The inputs of a run, each where the record says or, if that is not it, in a folder by its content.
 *
 * @param where `elsewhere`: folder to look in for what is not in its place; `piped`: SHA-256 of what came through standard input this time, `null` for nothing
 */
export async function findInputs(
  record: RunRecord,
  folder: string,
  where: { readonly elsewhere?: string | undefined; readonly piped: string | null },
): Promise<FoundInput[]> {
  checkGiven('findInputs', 'record', record, 'runRecord')
  checkType('findInputs', 'folder', folder, 'string')
  checkType('findInputs', 'where', where, 'object')
  const { inputs } = record
  const { elsewhere, piped } = where
  const found: FoundInput[] = []
  for (const input of inputs) {
    if (input.path === '-') {
      found.push({ input, path: piped === null ? null : '-', sha256: piped })
      continue
    }
    const path = resolve(folder, input.path)
    const sha256 = await hashOf(path)
    const other = sha256 === input.sha256 || elsewhere === undefined ? null : await sameIn(elsewhere, input)
    if (other !== null) found.push({ input, path: other, sha256: input.sha256 })
    else found.push({ input, path: sha256 === null ? null : path, sha256 })
  }
  return found
}

/** The file of a folder that is this input, of its own name first. */
async function sameIn(folder: string, { name, path, bytes, sha256 }: RunInput): Promise<string | null> {
  const first = new Set([basename(path), basename(name)])
  const names = readdirSync(folder).sort((a, b) => Number(first.has(b)) - Number(first.has(a)) || (a < b ? -1 : 1))
  for (const one of names) {
    const file = resolve(folder, one)
    if (statSync(file, { throwIfNoEntry: false })?.size === bytes && (await hashOf(file)) === sha256) return file
  }
  return null
}

/** Inputs that are not what the run read. */
export function inputDifferences(found: readonly FoundInput[]): RunDifference[] {
  checkType('inputDifferences', 'found', found, 'array')
  return found.flatMap(({ input: { name, option, sha256: recorded }, sha256 }) =>
    sha256 === recorded ? [] : [{ what: 'input' as const, name, option, recorded, found: sha256 }],
  )
}

/** Versions that are not what the run had: the program's, the model's, then the packages'. */
export function versionDifferences(record: RunRecord): RunDifference[] {
  checkGiven('versionDifferences', 'record', record, 'runRecord')
  const { toolVersion, modelVersion, packages } = record
  const here: Readonly<Record<string, string>> = {
    'living-circle': TOOL_VERSION,
    model: MODEL_VERSION,
    ...packageVersions(),
  }
  const then: Readonly<Record<string, string>> = { 'living-circle': toolVersion, model: modelVersion, ...packages }
  return Object.entries(then).flatMap(([name, recorded]) => {
    const found = Object.hasOwn(here, name) ? here[name]! : null
    return found === recorded ? [] : [{ what: 'version' as const, name, recorded, found }]
  })
}

/** Whether run.json still is what the run wrote: its name follows from its options, inputs and versions. */
export function isRecordWhole(record: RunRecord): boolean {
  checkGiven('isRecordWhole', 'record', record, 'runRecord')
  return runIdOf(record) === record.runId
}

/** Files of a result that are no longer what the run wrote. */
export async function fileDifferences(record: RunRecord, folder: string): Promise<RunDifference[]> {
  checkGiven('fileDifferences', 'record', record, 'runRecord')
  checkType('fileDifferences', 'folder', folder, 'string')
  const { outputs } = record
  const differences: RunDifference[] = []
  for (const { name, sha256 } of outputs) {
    const found = await hashOf(join(folder, name))
    if (found === sha256) continue
    const state = found === null ? 'missing' : 'changed'
    differences.push({ what: 'file', name, state, byte: null, line: null })
  }
  return differences
}

/** Files that come out otherwise when they are made again, with the first byte (from 0) and line (from 1) that differ. */
export async function remadeDifferences(record: RunRecord, folder: string, remade: string): Promise<RunDifference[]> {
  checkGiven('remadeDifferences', 'record', record, 'runRecord')
  checkType('remadeDifferences', 'folder', folder, 'string')
  checkType('remadeDifferences', 'remade', remade, 'string')
  const { outputs } = record
  const differences: RunDifference[] = []
  for (const { name, sha256 } of outputs) {
    const found = await hashOf(join(remade, name))
    if (found === sha256) continue
    if (found === null) differences.push({ what: 'file', name, state: 'not-made', byte: null, line: null })
    else
      differences.push({
        what: 'file',
        name,
        state: 'differs',
        ...(await firstDifference(join(folder, name), join(remade, name))),
      })
  }
  return differences
}

/** Where two files differ first; `null` where one of them is not there or they are the same. */
export async function firstDifference(
  one: string,
  other: string,
): Promise<{ readonly byte: number | null; readonly line: number | null }> {
  checkType('firstDifference', 'one', one, 'string')
  checkType('firstDifference', 'other', other, 'string')
  const nowhere = { byte: null, line: null }
  if (statSync(one, { throwIfNoEntry: false }) === undefined) return nowhere
  const [a, b] = [await open(one, 'r'), await open(other, 'r')]
  try {
    const [left, right] = [Buffer.alloc(1 << 16), Buffer.alloc(1 << 16)]
    let line = 1
    for (let at = 0; ; ) {
      const [n, m] = [
        (await a.read(left, 0, left.length, at)).bytesRead,
        (await b.read(right, 0, right.length, at)).bytesRead,
      ]
      for (let i = 0; i < Math.max(n, m); i++) {
        if (i >= n || i >= m || left[i] !== right[i]) return { byte: at + i, line }
        if (left[i] === 10) line++
      }
      if (n === 0) return nowhere
      at += n
    }
  } finally {
    await a.close()
    await b.close()
  }
}

/** SHA-256 of a file; `null` where there is none that can be read. */
async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Uint8Array)
  } catch {
    return null
  }
  return hash.digest('hex')
}

/** The first option that run.json has otherwise than the answer that was made with it; `null` where those that an answer tells are the same. */
export function unlikeOption(record: RunRecord, asked: AccessReport['options']): string | null {
  checkGiven('unlikeOption', 'record', record, 'runRecord')
  checkGiven('unlikeOption', 'asked', asked, 'answerOptions')
  const { options } = record
  const { basis, limits, profile, maxLinkMetres, demand } = asked
  const told: Readonly<Record<string, unknown>> = {
    [basis === 'time' ? 'minutes' : 'metres']: limits,
    profile: profile.id,
    'max-link-metres': maxLinkMetres,
    demand,
  }
  const unlike = Object.entries(told).find(
    ([name, value]) => Object.hasOwn(options, name) && String(options[name]) !== String(value),
  )
  return unlike?.[0] ?? null
}
