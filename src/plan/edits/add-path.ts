// add-path: a way on foot between two streets.
import type { AddPath } from './edit-record.ts'
import type { EditKind } from './edit-state.ts'
import { findPath, type PathSite, tellPath, withPath } from './lay-path.ts'

export const ADD_PATH: EditKind<AddPath, PathSite> = {
  resolve: ({ line, kind }, state) => findPath(line, state, { isSteps: kind === 'steps' }),
  apply: (state, site, { id }) => withPath(state, site, id),
  tell: (site, { id, line }) => tellPath(site, line, id),
}
