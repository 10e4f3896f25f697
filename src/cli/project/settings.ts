// `--set key=value`: options of a project that hold for this time only. Text in, values and a changed project out.
import { resolve } from 'node:path'
import { UsageError, usage } from '../usage-error.ts'
import type { Project } from './project-file.ts'

/** One setting after the other. JSON is taken as such (`true`, `0.9`, `["a.csv"]`), everything else is text. @throws UsageError */
export function settings(text: string, before: ReadonlyMap<string, unknown> | undefined): Map<string, unknown> {
  const [, key, value] = /^([A-Za-z$][\w-]*)=(.*)$/s.exec(text) ?? []
  if (key === undefined) throw new UsageError(usage('project.setting', { text }), usage('hint.setting'))
  return new Map(before).set(key, settingOf(value!))
}

function settingOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? text : value
  } catch {
    return text
  }
}

/** The project with other options; their paths begin where the command is given, not where the project lies. */
export function changedProject(project: Project, changes: ReadonlyMap<string, unknown>): Project {
  const options = new Map(project.options)
  for (const [key, value] of changes) options.set(key, value)
  const area = options.get('area') ?? project.area
  const command = options.get('command') ?? project.command
  for (const key of ['area', 'command']) options.delete(key)
  const here = new Set(changes.keys())
  return { ...project, command: String(command), area: here.has('area') ? resolved(area) : area, options, here }
}

function resolved(area: unknown): unknown {
  return typeof area === 'string' && area !== '-' ? resolve(area) : area
}
