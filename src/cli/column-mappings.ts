// The saved mapping of columns: which header plays which role in facilities and blocks. JSON in, plain records out, and back.
import type { ColumnMapping } from '../index.ts'
import type { LoadedInputs } from './load-inputs.ts'
import type { Library } from './session.ts'

/** Role → header for each kind of table. */
export interface ColumnMappings {
  readonly facilities?: ColumnMapping
  readonly blocks?: ColumnMapping
}

const EXAMPLE = '{"facilities": {"name": "名称", "category": "类别"}, "blocks": {"population": "人口"}}'
const MAX_MAPPING_BYTES = 1024 * 1024

/** Reads a mapping file. Roles and headers are checked by the library when they are used. */
export async function readColumnMappings(library: Library, path: string): Promise<ColumnMappings> {
  const file = library.openFile(path)
  const refuse = (what: string): never => {
    throw new library.LivingCircleError('input-format', `${file.name} is not a mapping of columns: ${what}.`, {
      hint: `It looks like this: ${EXAMPLE}`,
    })
  }
  if ((file.byteLength ?? 0) > MAX_MAPPING_BYTES) refuse('it is too large')
  const text = new TextDecoder().decode(await library.readAllBytes(file)).replace(/^\ufeff/, '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    refuse('it is not JSON')
  }
  if (!isRecord(value)) return refuse('it is not an object')
  for (const [kind, mapping] of Object.entries(value)) {
    if (kind !== 'facilities' && kind !== 'blocks') refuse(`"${kind}" is neither "facilities" nor "blocks"`)
    if (!isRecord(mapping)) refuse(`"${kind}" is not an object`)
    for (const [role, header] of Object.entries(mapping as object)) {
      if (header !== null && typeof header !== 'string') refuse(`"${kind}"."${role}" is neither a header nor null`)
    }
  }
  return value as ColumnMappings
}

/** What was understood, as the text of a mapping file. */
export function columnMappingsText({ facilities, blocks }: LoadedInputs): string {
  const mappings: Record<string, Readonly<Record<string, string>>> = {}
  if (facilities.understood[0] !== undefined) mappings.facilities = facilities.understood[0].columns.mapping
  const blockTable = blocks.understood.find(({ source }) =>
    blocks.inputs.some(({ role, name }) => role === 'blocks' && name === source),
  )
  if (blockTable !== undefined) mappings.blocks = blockTable.columns.mapping
  return `${JSON.stringify(mappings, null, 2)}\n`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
