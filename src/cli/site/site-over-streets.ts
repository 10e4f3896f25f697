// site INPUTS: reads, plans, writes, prints.
import { analyseOptionsOf } from '../inputs/analyse-inputs.ts'
import { loadRates } from '../inputs/demand-rates.ts'
import { checkInputFlags } from '../inputs/input-flags.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import type { LoadedInputs } from '../inputs/loaded-inputs.ts'
import { refuseStrangers, refuseUseless } from '../inputs/refuse-inputs.ts'
import { streetFlags } from '../inputs/table-options.ts'
import { tellLoaded } from '../inputs/tell-inputs.ts'
import type { LoadedCandidates, SiteOptions } from '../library.ts'
import { outputNames, refuseShifted } from '../more-outputs.ts'
import { outCoordinates } from '../out-coordinates.ts'
import { sayNotices } from '../say-notices.ts'
import { breathe, type Session } from '../session.ts'
import { siteTable } from '../tables/site-table.ts'
import { writeOutputs } from '../write-outputs.ts'
import { checkSiteFlags, type SiteFlags } from './site-flags.ts'

/** Plans new sites over the streets of an area. */
export async function siteOverStreets(session: Session, areaPath: string, flags: SiteFlags): Promise<void> {
  checkSiteFlags(flags)
  const inputFlags = streetFlags(flags)
  checkInputFlags(inputFlags)
  if (flags.outCrs !== undefined && flags.outCrs !== 'wgs84') refuseShifted(flags.also ?? [])
  const library = await session.library()
  const names = outputNames(flags.also ?? [], ['site'])
  if (flags.out !== undefined) library.checkOutputFolder(flags.out, { overwrite: flags.overwrite, names })
  const inputs = await loadInputs(session, areaPath, inputFlags)
  refuseUseless(inputs, inputFlags)
  const candidates = await candidatesOf(session, inputs, flags)
  const rates = await ratesOf(session, inputs, flags)
  const { pool, options } = analyseOptionsOf(session, inputs, inputFlags)
  const { minutes, metres, at, maxLinkMetres, demand, within, sweep, signal, onProgress } = options
  const analysis = await library
    .siteFacilities(inputs.area, inputs.facilities, inputs.blocks, {
      ...{ minutes, metres, at, maxLinkMetres, demand, within, sweep, signal, onProgress },
      sweepPairs: pool.sweepPairs,
      profile: inputs.profile,
      title: flags.title,
      categories: (flags.category ?? []).map((word) => library.resolveCategoryWord(word).category?.id ?? word),
      problem: flags.problem,
      sites: flags.sites,
      budget: flags.budget,
      targetPercent: flags.target,
      candidates,
      candidatesEvery: flags.candidatesEvery,
      group: flags.group,
      ...rates,
      places: flags.places,
      alternatives: flags.alternatives,
    })
    .finally(pool.close)
  session.terminal.finish()
  await breathe(session)
  refuseStrangers(library, analysis.report)
  const { report, coordinates } = outCoordinates(session, library, analysis.report, flags)
  const told = { ...analysis, report }
  const text = flags.json === true ? library.toPlanJson(report) : siteTable(library, report, session.lang)
  session.terminal.result(text)
  if (flags.out !== undefined) {
    const { out, overwrite, also = [] } = flags
    const { tell } = await writeOutputs(session, inputs, told, {
      ...{ also, coordinates, out, overwrite, names, asked: { area: areaPath, flags } },
    })
    tell()
  }
  sayNotices(session, report)
}

/** Candidates of a file, or from where they are to be made. */
async function candidatesOf(
  session: Session,
  { library, area, reading }: LoadedInputs,
  { candidates, candidatesFrom }: SiteFlags,
): Promise<LoadedCandidates | SiteFlags['candidatesFrom']> {
  if (candidates === undefined) return candidatesFrom
  const file = library.openFile(candidates)
  const loaded = await library.loadCandidates(area, file, reading)
  tellLoaded(session, library, { ...loaded, inputs: [loaded.input] }, [file])
  return loaded
}

/** Rates of demand: so many per person, or of a table; the built-in ones where places count and nothing is said. */
async function ratesOf(
  session: Session,
  { library }: LoadedInputs,
  { demandRate, problem }: SiteFlags,
): Promise<Pick<SiteOptions, 'demandRate' | 'demandRates'>> {
  if (demandRate !== undefined && /^\d*\.?\d+$/.test(demandRate)) return { demandRate: Number(demandRate) }
  const preset = problem === 'maximise-capacitated-coverage' ? 'built-in' : undefined
  return { demandRates: await loadRates(session, library, demandRate ?? preset) }
}
