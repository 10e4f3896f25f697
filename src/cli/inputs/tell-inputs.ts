// What is said while inputs are read: a line for each file, coordinates that are not plain, rows that were not used.
import type { ByteSource, InputRecord, LoadedArea, LoadedFacilities } from '../library.ts'
import type { Library, Session } from '../session.ts'
import { SKIPPED_ROWS } from '../tables/rows-text.ts'
import { printable } from '../tables/text-table.ts'
import { type Say, sayAny, sayCode, sayData, sayIn, sayReject } from '../words.ts'

/** Reasons told per file on stderr; rejects.csv and check have all. */
const MAX_WARNINGS = 8

/** What is told of loaded tables. */
type ToldInputs = Pick<LoadedFacilities, 'inputs' | 'understood' | 'coordinates' | 'rejects'>

/** What was read of each file, in which coordinates, and what was not used. */
export function tellLoaded(
  session: Session,
  library: Library,
  loaded: ToldInputs,
  files: readonly (ByteSource | undefined)[],
): void {
  for (const input of loaded.inputs) session.terminal.note(describeInput(input, sayIn(session.lang)))
  for (const table of loaded.understood) {
    for (const unit of table.titleUnits) {
      const said = printable(library.sayMessage(library.titleUnitSaid(unit), session.lang))
      session.terminal.warn(`${printable(table.source)}${sayIn(session.lang)('colon')}${said}`)
    }
    for (const column of library.guessedColumns(table)) {
      session.terminal.warn(printable(library.sayMessage(library.guessedSaid(table.source, column), session.lang)))
    }
  }
  tellCoordinates(session, loaded)
  warnOfRejects(session, library, loaded, files)
}

/** Coordinates that are not plain WGS-84 are said, doubts about them always. */
function tellCoordinates({ terminal, lang }: Session, { coordinates }: ToldInputs): void {
  for (const { source, system, judgement } of coordinates) {
    if (system.id !== 'wgs84')
      terminal.note(
        sayIn(lang)('coordinates_read', {
          name: printable(source),
          reason: printable(sayAny(judgement.reasonSaid, lang)),
        }),
      )
    if (judgement.warningSaid !== null)
      terminal.warn(`${printable(source)}${sayIn(lang)('colon')}${printable(sayAny(judgement.warningSaid, lang))}`)
  }
}

/**
 * Rows of the user's own files that were not used, or otherwise than they say, are told at once, with an example of each reason;
 * those of OSM are counted only.
 */
function warnOfRejects(
  { terminal, lang }: Session,
  library: Library,
  loaded: ToldInputs,
  files: readonly (ByteSource | undefined)[],
): void {
  const say = sayIn(lang)
  const names = new Set(files.map((file) => file?.name))
  for (const name of names) {
    const reasons = library.rejectReasons(
      // Doubts about coordinates have been told already; rows that are none of data stand in the line of their file.
      loaded.rejects.filter(
        ({ source, code }) => source === name && code !== 'doubtful-coordinates' && !SKIPPED_ROWS.has(code),
      ),
    )
    for (const { code, count, severity, first } of reasons.slice(0, MAX_WARNINGS)) {
      const key = severity === 'rejected' ? 'rejects_example' : 'warnings_example'
      terminal.warn(
        say(key, {
          name: printable(name!),
          n: count,
          code: sayCode(code, lang),
          example: printable(sayReject(first, lang)),
        }),
      )
    }
  }
}

/** What the area is, and whether it lacks nodes of its streets. */
export function tellArea(session: Session, library: Library, area: LoadedArea): void {
  session.terminal.note(describeArea(area, sayIn(session.lang)))
  const { nodeRefs, missingNodeRefs } = area.counts
  if (library.streetsAreIncomplete(area.counts)) {
    const values = { name: printable(area.input.name), missing: missingNodeRefs, all: nodeRefs }
    session.terminal.warn(sayIn(session.lang)('area_incomplete', values))
  }
}

/** Which heights count, and how much of the streets has none. */
export function tellHeights({ terminal, lang }: Session, { slopes }: LoadedArea): void {
  if (slopes === undefined) return
  const { metres, unknownMetres } = slopes.counts
  const list = slopes.inputs.map(({ name }) => printable(name)).join(sayIn(lang)('list'))
  const values = { list, km: (unknownMetres / 1000).toFixed(1), percent: ((unknownMetres / metres) * 100).toFixed(1) }
  terminal.note(sayIn(lang)('heights_read', values))
}

function describeArea({ input, counts, network }: LoadedArea, say: Say): string {
  return say('area_read', {
    name: printable(input.name),
    walkable: counts.walkableWays,
    highways: counts.highwayWays,
    edges: network.edgeFrom.length,
    date: input.date === null ? '' : say('area_date', { date: input.date.slice(0, 10) }),
  })
}

/** What was used of one file. */
export function describeInput({ role, name, read, used, rejected }: InputRecord, say: Say): string {
  const dropped = rejected === 0 ? '' : say('input_dropped', { n: rejected })
  return say('input_read', { name: printable(name), used, read, role: sayData(say, 'role_', role), dropped })
}
