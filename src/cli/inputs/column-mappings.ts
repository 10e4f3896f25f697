// The saved mapping of columns: which header plays which role in each table. JSON in, plain records out, and back.
import type { ColumnMapping, Message } from '../library.ts'
import type { Library } from '../session.ts'
import { usage } from '../usage-error.ts'
import type { LoadedInputs } from './loaded-inputs.ts'

/** The kinds of tables, as the mapping file names them. */
const KINDS = ['facilities', 'blocks', 'gates', 'totals', 'compounds'] as const

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
  const text = new TextDecoder().decode(await library.readAllBytes(file, MAX_MAPPING_BYTES)).replace(/^\ufeff/, '')
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
    if (kind === 'categories') {
      library.useOwnVocabulary(mapping, file.name)
      continue
    }
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

/** Reads own kinds and words: a file of them, or a mapping file that has them under `categories`. */
export async function useCategories(library: Library, path: string): Promise<void> {
  const file = library.openFile(path)
  const refuse = (what: Message) => library.problem('input-format', 'categories.invalid', { source: file.name, what })
  if ((file.byteLength ?? 0) > MAX_MAPPING_BYTES) throw refuse(usage('mapping.too-large'))
  const text = new TextDecoder().decode(await library.readAllBytes(file, MAX_MAPPING_BYTES)).replace(/^\ufeff/, '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refuse(usage('mapping.not-json'))
  }
  library.useOwnVocabulary(isRecord(value) && Object.hasOwn(value, 'categories') ? value.categories : value, file.name)
}

/** Words that are not known, commonest first, to be given a meaning; `null` is none yet. */
function ownWords({ facilities }: LoadedInputs) {
  const byCount = <Word extends { readonly word: string; readonly count: number }>(list: readonly Word[]) => {
    const counts = new Map<string, Word>()
    for (const one of list) {
      const known = counts.get(one.word)
      counts.set(one.word, known === undefined ? one : { ...one, count: one.count + known.count })
    }
    return [...counts.values()].sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
  }
  const words = byCount(facilities.unknownCategories ?? []).map(({ word, suggestion }) => [word, suggestion])
  const status = byCount(facilities.unknownStatuses ?? []).map(({ word }) => [word, null])
  if (words.length + status.length === 0) return undefined
  return { words: Object.fromEntries(words), status: Object.fromEntries(status) }
}

/** What was understood, as the text of a mapping file. Several facility files stand by their names. */
export function columnMappingsText(inputs: LoadedInputs): string {
  const { facilities, blocks } = inputs
  const mappings: Record<string, unknown> = {}
  const ofFiles = new Map<string, Record<string, string>>()
  // Of several sheets the first says, and what only another has is added.
  for (const { source, columns } of facilities.understood) {
    ofFiles.set(source, { ...columns.mapping, ...ofFiles.get(source) })
  }
  if (ofFiles.size === 1) mappings.facilities = [...ofFiles.values()][0]
  else if (ofFiles.size > 1) mappings.facilities = Object.fromEntries(ofFiles)
  for (const { kind, columns } of blocks.understood) {
    mappings[kind] = { ...columns.mapping, ...(mappings[kind] as object | undefined) }
  }
  const categories = ownWords(inputs)
  if (categories !== undefined) mappings.categories = categories
  return `${JSON.stringify(mappings, null, 2)}\n`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
