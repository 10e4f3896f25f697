// Which commands a project may name, and the arguments that one stands for.
import type { Command } from 'commander'
import type { Library, Session } from '../session.ts'
import { projectArguments } from './project-arguments.ts'
import type { Project } from './project-file.ts'

/** Commands that take an area and options: everything that one would write down to do again. */
export const PROJECT_COMMANDS: readonly string[] = [
  'coverage',
  'scenario',
  'gaps',
  'gates',
  'remedies',
  'capacity',
  'site',
  'check',
  'isochrone',
  'explain',
  'respond',
  'poster',
]

/** These commands as the parser has them. */
export function projectCommands(session: Session): Command[] {
  return session.line!.commands().filter((command) => PROJECT_COMMANDS.includes(command.name()))
}

/** The arguments of a project. @throws UsageError for what cannot be meant */
export function asArguments(session: Session, library: Library, project: Project): string[] {
  return projectArguments(library, projectCommands(session), project)
}
