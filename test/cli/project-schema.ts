// docs/project.schema.json from the command line's own options, so that the two cannot drift apart.
import type { Command, Option } from 'commander'
import { COMMANDS } from '../../src/cli/command-list.ts'
import { isCommaList, optionName } from '../../src/cli/project/option-kinds.ts'
import { PROJECT_COMMANDS } from '../../src/cli/project/project-commands.ts'
import type { Session } from '../../src/cli/session.ts'

const SCALAR = { type: ['string', 'number'] }

/** The schema as it should be. */
export function projectSchema(): object {
  const session = { lang: 'en' } as Session
  const commands = COMMANDS.map((make) => make(session)).filter((command) => PROJECT_COMMANDS.includes(command.name()))
  const all = commands.flatMap(writtenOptions).map((option) => [optionName(option), schemaOf(option)] as const)
  const shared = new Map(
    all.filter(([name, value], at) => all.findIndex(([one]) => one === name) === at && sameFor(all, name, value)),
  )
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A project of living-circle: a command, its area and its options by their long names',
    type: 'object',
    properties: { command: { enum: commands.map((command) => command.name()), default: 'coverage' } },
    anyOf: commands.map((command) => shapeOf(command, shared)),
    definitions: Object.fromEntries(shared),
  }
}

type Named = readonly [string, object]

function writtenOptions(command: Command): Option[] {
  return command.options.filter((option) => !['help', 'version', 'save-project'].includes(optionName(option)))
}

/** Whether every command has the option alike. */
function sameFor(all: readonly Named[], name: string, value: object): boolean {
  return all.every(([one, other]) => one !== name || JSON.stringify(other) === JSON.stringify(value))
}

function shapeOf(command: Command, shared: ReadonlyMap<string, object>): object {
  const valueIn = (option: Option) => {
    const name = optionName(option)
    return [name, shared.has(name) ? { $ref: `#/definitions/${name}` } : schemaOf(option)] as const
  }
  const isPreset = command.name() === 'coverage'
  return {
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      command: { const: command.name() },
      area: { type: 'string', description: 'OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or Overpass JSON' },
      ...Object.fromEntries(writtenOptions(command).map(valueIn)),
    },
    ...(isPreset ? {} : { required: ['command'] }),
    additionalProperties: false,
  }
}

function schemaOf(option: Option): object {
  const { description } = option
  if (!option.required && !option.optional) return { description, type: 'boolean' }
  const one = option.argChoices === undefined ? SCALAR : { enum: option.argChoices }
  if (option.optional) return { description, anyOf: [{ type: 'boolean' }, one] }
  const list = { type: 'array', items: one }
  if (isCommaList(option)) return { description, anyOf: [one, list] }
  if (!option.variadic) return { description, ...one }
  const byRole = ['crs', 'encoding'].includes(optionName(option))
    ? [{ type: 'object', additionalProperties: SCALAR }]
    : []
  return { description, anyOf: [one, list, ...byRole] }
}
