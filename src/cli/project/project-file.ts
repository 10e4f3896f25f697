// A project file: a command, its area and its options by their long names. run.json of a result is one, too, and summary.json stands for the one
// beside it. A path in, plain values out; it does not know which options there are.
import { dirname, join } from 'node:path'
import type { FileSource } from '../library.ts'
import type { Library } from '../session.ts'
import { usage } from '../usage-error.ts'

/** A project as it was written. */
export interface Project {
  readonly command: string
  readonly area: unknown
  /** Option or another key → value, unchecked. */
  readonly options: ReadonlyMap<string, unknown>
  /** Where its paths begin. */
  readonly folder: string
  /** Options whose paths begin where the command is given. */
  readonly here?: ReadonlySet<string>
}

/** Options are a few lines; what is larger is something else. */
const MOST_BYTES = 4 * 1024 * 1024

const EXAMPLE =
  '{"command": "coverage", "area": "town.osm.pbf", "facilities": ["facilities.xlsx"], "blocks": "blocks.xlsx", "out": "results"}'

/** Reads a project file. @throws LivingCircleError for what is none */
export async function readProject(library: Library, path: string): Promise<Project> {
  const value = await jsonRecord(library, library.openFile(path))
  const folder = path === '-' ? '.' : dirname(path)
  if (value.schema === 'living-circle/run') return projectOfRecord(value, folder)
  if (value.schema === 'living-circle/summary') {
    return projectOfRecord(await jsonRecord(library, library.openResult(folder, library.RUN_RECORD_FILE)), folder)
  }
  const options = new Map(Object.entries(value).filter(([key]) => !['$schema', 'command', 'area'].includes(key)))
  const command = Object.hasOwn(value, 'command') ? String(value.command) : 'coverage'
  return { command, area: value.area, options, folder }
}

/** run.json as a project: its paths begin where it lies, and where results go is to be said anew. */
function projectOfRecord(record: Readonly<Record<string, unknown>>, folder: string): Project {
  const options = isRecord(record.options) ? Object.entries(record.options) : []
  return { command: String(record.command), area: record.area, options: new Map(options), folder }
}

async function jsonRecord(library: Library, file: FileSource): Promise<Readonly<Record<string, unknown>>> {
  const refuse = (key: 'project.not-json' | 'project.no-object') =>
    library.problem(
      'input-format',
      key,
      { name: file.name },
      { hint: usage('hint.project-example', { example: EXAMPLE }) },
    )
  const bytes = await library.readAllBytes(file, MOST_BYTES)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes).replace(/^\ufeff/, ''))
  } catch {
    throw refuse('project.not-json')
  }
  if (!isRecord(value)) throw refuse('project.no-object')
  return value
}

/** A path of a project as the run takes it: from the project's folder on. */
export function fromFolder(folder: string, path: string): string {
  return path === '-' || isWhole(path) ? path : join(folder, path)
}

/** Whole by itself, here or on the system where it was written. */
function isWhole(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
