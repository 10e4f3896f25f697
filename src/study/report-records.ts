// Blocks and facilities of a study with how they are linked: the records of an AccessReport.

import type { MeasuredBlock, MeasuredFacility, ReportCategory } from '../answer/measured-places.ts'
import { LINK_LINKED, LINK_OUTSIDE, LINK_STATUS_NAMES } from '../locate/linkage.ts'
import type { Category } from '../normalise/categories/category.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import { message, spoken } from '../words/problem.ts'
import type { StudyPlaces } from './access-study.ts'
import { blockEdgeMetres, blockLinks } from './access-table.ts'

/** The study's blocks as a report carries them. */
export function reportBlocks(study: StudyPlaces): MeasuredBlock[] {
  const links = blockLinks(study.demand, study.demandLinkage)
  const edgeMetres = blockEdgeMetres(study.demand, study.network.box)
  return study.blocks.map((block, index) => ({
    id: block.id,
    name: block.name,
    lonLat: block.lonLat,
    polygons: block.polygons,
    people: block.people,
    dwellings: block.dwellings,
    landSquareMetres: block.landSquareMetres,
    community: block.community,
    street: block.street,
    district: block.district,
    source: block.source,
    lineOrId: block.lineOrId,
    demandMethod: study.demand.method[index]!,
    demandPointCount: study.demand.offset[index + 1]! - study.demand.offset[index]!,
    ...links[index]!,
    edgeMetres: edgeMetres[index]!,
  }))
}

/** The study's facilities as a report carries them; the link is that of the best entrance. */
export function reportFacilities(study: StudyPlaces): MeasuredFacility[] {
  const { status, metres } = study.entranceLinkage
  const best = new Int32Array(study.facilities.length).fill(-1)
  study.facilityOfEntrance.forEach((facility, entrance) => {
    const known = best[facility]!
    const better =
      known < 0 ||
      status[entrance]! < status[known]! ||
      (status[entrance] === status[known] && metres[entrance]! < metres[known]!)
    if (better) best[facility] = entrance
  })
  return study.facilities.map((facility, index) => ({
    ...facility,
    linkStatus: LINK_STATUS_NAMES[status[best[index]!]!]!,
    linkMetres: metres[best[index]!]!,
  }))
}

/** The study's categories with their facility counts; facilities outside the data's box do not count. */
export function reportCategories(
  study: StudyPlaces,
  describe: (id: string) => Category | undefined,
  facilities: readonly MeasuredFacility[],
): ReportCategory[] {
  const all = new Map<string, number>()
  const linked = new Map<string, number>()
  for (const { category, linkStatus } of facilities) {
    // Kept, and said to lie outside; but of the places in this area it is none.
    if (linkStatus === LINK_STATUS_NAMES[LINK_OUTSIDE]) continue
    all.set(category, (all.get(category) ?? 0) + 1)
    if (linkStatus === LINK_STATUS_NAMES[LINK_LINKED]) linked.set(category, (linked.get(category) ?? 0) + 1)
  }
  return study.categories.map((id) => {
    const category = describe(id)
    return {
      id,
      nameZh: category?.nameZh ?? id,
      nameEn: category?.nameEn ?? id,
      theme: category?.theme ?? 'services',
      populationGroup: category?.populationGroup ?? 'population',
      linkedFacilities: linked.get(id) ?? 0,
      facilities: all.get(id) ?? 0,
    }
  })
}

/** One warning per facility and block that does not link: they are kept, but nobody can walk there. */
export function linkWarnings(
  blocks: readonly MeasuredBlock[],
  facilities: readonly MeasuredFacility[],
  maxLinkMetres: number,
): Reject[] {
  const warn = (what: 'link.facility' | 'link.block', record: MeasuredBlock | MeasuredFacility): Reject[] => {
    const { linkStatus } = record
    if (linkStatus === 'linked') return []
    const where = record.name === null ? `"${record.id}"` : `"${record.id}" (${record.name})`
    const why = {
      'too-far': message('link.too-far', { metres: maxLinkMetres }),
      island: message('link.island'),
      outside: message('link.outside'),
    }[linkStatus]
    const code = linkStatus === 'outside' ? 'outside-area' : linkStatus
    const said = spoken(message(what, { id: where, why }))
    return [{ source: record.source, lineOrId: record.lineOrId, code, ...said, severity: 'warning' }]
  }
  return [
    ...facilities.flatMap((facility) => warn('link.facility', facility)),
    ...blocks.flatMap((block) => warn('link.block', block)),
  ]
}
