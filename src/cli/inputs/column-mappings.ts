// The saved mapping of columns: which header plays which role in each table. JSON in, plain records out, and back.
import type { ColumnMapping, InputRecord, Message, UnderstoodTable } from '../library.ts'
import type { Library } from '../session.ts'
import { usage } from '../usage-error.ts'
import type { LoadedInputs } from './loaded-inputs.ts'

/** The kinds of tables, as the mapping file names them. */
const KINDS = ['facilities', 'blocks', 'gates', 'totals'] as const

type TableRole = (typeof KINDS)[number]

/** Role → header for each kind of table; for facilities also by file name, where several files differ. */
export interface ColumnMappings extends Readonly<Partial<Record<TableRole, ColumnMapping>>> {
  readonly facilityFiles?: ReadonlyMap<string, ColumnMapping>
}

const EXAMPLE = '{"facilities": {"name": "名称", "category": "类别"}, "blocks": {"population": "人口"}}'
const MAX_MAPPING_BYTES = 1024 * 1024

/** Reads a mapping file. Roles and headers are checked by the library when they are used. */
export async function readColumnMappings(library: Library, path: string): Promise<ColumnMappings> {
  const file = library.openFile(path)
  const refuse = (what: Message): never => {
    throw library.problem(
      'input-format',
      'mapping.invalid',
      { name: file.name, what },
      { hint: usage('hint.mapping-example', { example: EXAMPLE }) },
    )
  }
  if ((file.byteLength ?? 0) > MAX_MAPPING_BYTES) refuse(usage('mapping.too-large'))
  const text = new TextDecoder().decode(await library.readAllBytes(file)).replace(/^\ufeff/, '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    refuse(usage('mapping.not-json'))
  }
  if (!isRecord(value)) return refuse(usage('geojson.no-object'))
  const facilityFiles = new Map<string, ColumnMapping>()
  const mappings: Partial<Record<TableRole, ColumnMapping>> = {}
  for (const [kind, mapping] of Object.entries(value)) {
    const role = KINDS.find((known) => known === kind)
    if (role === undefined) return refuse(usage('mapping.kind', { kind, list: KINDS.join(', ') }))
    if (!isRecord(mapping)) return refuse(usage('mapping.no-object', { where: `"${kind}"` }))
    if (role === 'facilities' && Object.values(mapping).some(isRecord)) {
      for (const [name, own] of Object.entries(mapping)) facilityFiles.set(name, checked(`"${kind}"."${name}"`, own))
    } else mappings[role] = checked(`"${kind}"`, mapping)
  }
  return { ...mappings, facilityFiles }

  function checked(where: string, mapping: unknown): ColumnMapping {
    if (!isRecord(mapping)) return refuse(usage('mapping.no-object', { where }))
    for (const [role, header] of Object.entries(mapping)) {
      if (header !== null && typeof header !== 'string') refuse(usage('mapping.no-header', { where, role }))
    }
    return mapping as ColumnMapping
  }
}

/** What was understood, as the text of a mapping file. Several facility files stand by their names. */
export function columnMappingsText({ facilities, blocks }: LoadedInputs): string {
  const mappings: Record<string, unknown> = {}
  const [first, ...more] = facilities.understood
  if (first !== undefined && more.length === 0) mappings.facilities = first.columns.mapping
  else if (first !== undefined) {
    mappings.facilities = Object.fromEntries(
      facilities.understood.map((table) => [table.source, table.columns.mapping]),
    )
  }
  for (const { role, table } of tablesByRole(blocks.inputs, blocks.understood)) mappings[role] = table.columns.mapping
  return `${JSON.stringify(mappings, null, 2)}\n`
}

/** Which role each table of the blocks plays: tables stand in the order of the inputs that are no part of the extract. */
export function tablesByRole(
  inputs: readonly InputRecord[],
  understood: readonly UnderstoodTable[],
): { readonly role: InputRecord['role']; readonly table: UnderstoodTable }[] {
  const files = inputs.filter(({ format }) => format !== 'osm')
  return understood.map((table, index) => ({ role: files[index]!.role, table }))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
