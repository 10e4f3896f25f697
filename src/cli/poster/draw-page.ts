// One page of `poster`: the ground around its block or gate where a map is asked for, and what the library draws of it.
import type { LoadedInputs } from '../inputs/loaded-inputs.ts'
import type { AccessAnalysis, Basemap } from '../library.ts'
import type { Session } from '../session.ts'
import type { PosterFlags } from './poster-flags.ts'
import type { PosterPage } from './poster-pages.ts'

/** A page as SVG. */
export function drawPage(
  { signal, lang }: Session,
  { library, area }: LoadedInputs,
  { report, study }: AccessAnalysis,
  { id, index, place, starts }: PosterPage,
  basemap: Basemap,
  { size, style, link }: PosterFlags,
): string {
  const { basis, limits, maxLinkMetres } = report.options
  const [around] =
    style === 'map'
      ? library.isochrone(area.network, basis === 'time' ? study.time : study.distance, [{ id, places: starts }], {
          ...(basis === 'time' ? { minutes: limits } : { metres: limits }),
          maxLinkMetres,
          locator: study.locator,
          style: 'smooth',
          signal,
        })
      : []
  return library.toPosterSvg(report, basemap, index, {
    lang,
    size,
    style,
    place,
    rings: around?.bands ?? [],
    link: link?.replaceAll('{block}', () => encodeURIComponent(library.wholeText(report.blocks[index]!.id))) ?? null,
  })
}
