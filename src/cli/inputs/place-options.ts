// The options that name files of places and people, each in a role, and how what stands in them is taken. A part of input-options.ts.

/** One option as help shows it. */
export interface OptionLine {
  readonly flags: string
  readonly help: string
  /** The only values that it takes. */
  readonly choices?: readonly string[]
  /** Value where it is not given. */
  readonly preset?: string
  /** Text → value, with what an earlier one of the same name gave. @throws UsageError */
  readonly parse?: (text: string, before: never) => unknown
}

/** Files that hold places and people, each in a role. */
export const PLACES = {
  facilities: {
    flags: '--facilities <file...>',
    help: 'points beside or instead of those in OSM: CSV, XLSX, ODS, GeoPackage, GeoJSON, KML, shapefile …; FILE may be - (standard input)',
  },
  facilitiesFrom: {
    flags: '--facilities-from <where>',
    help: 'where facilities come from (default: files where given, else osm)',
    choices: ['osm', 'files', 'both'],
  },
  blocks: { flags: '--blocks <file>', help: 'residential blocks: points or outlines (default: those of OSM)' },
  gates: {
    flags: '--gates <file>',
    help: 'gates of blocks and compounds: points with block_id or compound_id, and who, direction, state where known',
  },
  compounds: {
    flags: '--compounds <file>',
    help: 'outlines of closed estates, campuses and the like (default: the blocks that are areas)',
  },
  closed: {
    flags: '--closed <which>',
    help: 'which compounds are closed where their rows do not say: those with a gate in the gates file, all, none (default: gates)',
    choices: ['gates', 'all', 'none'],
  },
  private: {
    flags: '--private <how>',
    help: 'private streets and closed compounds: for residents and those who have business there, or ordinary streets (default: residents)',
    choices: ['residents', 'ordinary'],
  },
  totals: {
    flags: '--totals <file>',
    help: 'people by community, shared out to its blocks by dwellings or residential floor area',
  },
  within: {
    flags: '--within <file>',
    help: 'study area, polygons: only blocks, people and gaps inside count; facilities and streets around it still serve',
  },
  withinName: {
    flags: '--within-name <name>',
    help: 'study area: the boundary of this name in the extract',
  },
  dem: {
    flags: '--dem <file...>',
    help: 'heights of the ground, so that times count slopes: GeoTIFF, HGT (tiles of one model) or points',
  },
} satisfies Readonly<Record<string, OptionLine>>
