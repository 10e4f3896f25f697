// The text of docs/files.md: every file and every column. The columns of layers come from their one description; the test compares.

import type { RejectCode } from '../../src/normalise/places/rejects.ts'
import { compareAnswers } from '../../src/plan/compare/compare-answers.ts'
import { allocationLayer } from '../../src/report/layers/allocation-layer.ts'
import { BLOCK_COLUMNS } from '../../src/report/layers/block-columns.ts'
import { changeLayer } from '../../src/report/layers/change-layer.ts'
import { editLayer } from '../../src/report/layers/edit-layer.ts'
import { FACILITY_COLUMNS } from '../../src/report/layers/facility-columns.ts'
import { GAP_COLUMNS } from '../../src/report/layers/gap-columns.ts'
import { isochroneLayer } from '../../src/report/layers/isochrone-layer.ts'
import type { Layer } from '../../src/report/layers/layer.ts'
import type { ColumnSpec } from '../../src/report/layers/layer-columns.ts'
import { lossLayer } from '../../src/report/layers/loss-layer.ts'
import { uncoveredLayer } from '../../src/report/layers/uncovered-layer.ts'
import { layerSuffixes } from '../../src/report/outputs/layer-writers.ts'
import type { Output } from '../../src/report/outputs/output.ts'
import { OUTPUTS } from '../../src/report/outputs/outputs.ts'
import { CHANGES_CSV_COLUMNS } from '../../src/report/tables/changes-csv.ts'
import { coverageCsvColumns } from '../../src/report/tables/coverage-csv.ts'
import { HOURS_CSV_COLUMNS } from '../../src/report/tables/hours-csv.ts'
import { LEVEL_AREAS_CSV_COLUMNS, LEVELS_CSV_COLUMNS } from '../../src/report/tables/levels-csv.ts'
import { LOSSES_CSV_COLUMNS } from '../../src/report/tables/losses-csv.ts'
import { REJECTS_CSV_COLUMNS } from '../../src/report/tables/rejects-csv.ts'
import { VERDICTS_CSV_COLUMNS } from '../../src/report/tables/verdicts-csv.ts'
import { REMEDIES_DOCUMENT } from './remedies-document.ts'
import { SITING_DOCUMENT } from './siting-document.ts'
import { makeReport } from './table-fixture.ts'
import { HOW_FILES_ARE_WRITTEN } from './writing-document.ts'

const COVERAGE_MEANINGS: Readonly<Record<string, string>> = {
  block_id: 'The block.',
  category: 'Category id.',
  status:
    '`reached` within the largest limit, `unreached`, `unlinked` (the block has no link to the network: unknown, not bad), or `no-data` (the data hold no facility of the category: nothing is known, not even that it is out of reach).',
  walk_seconds:
    'Walk to the nearest facility of the category, seconds, one decimal: of the best gate, or of the weighted median demand point. Empty where not reached. Under a distance rule, the time of the shortest walk.',
  walk_metres: 'The same walk in metres, one decimal.',
  facility_id: 'That facility.',
  facility_name: 'Its name.',
  'count_{limit}': 'Facilities within the limit, limit included; 0 where none, empty where unlinked or without data.',
  'share_{limit}':
    'Weight of the linked demand points within the limit, 0 to 1, up to four decimals; empty where unlinked or without data.',
  demand_method:
    '`gates` (walks begin at the gate on the street side: the way inside the compound is not counted), `buildings`, `grid` or `point`.',
  edge_affected: "`true` where the largest limit reaches beyond the data's edge: the truth may be better, never worse.",
  link_status: '`linked`, or why not: `too-far`, `island`, `outside`.',
  'certain_share_{limit}':
    'Only with `--at`: `share_…` by what is known to be open then; `share_…` itself counts what is not known to be closed. A verdict on which the two differ is unknown.',
  'stability_{limit}':
    '`firm`, or `borderline`: what `share_…` says (within the limit, in part, beyond) would change if people walked a tenth faster or slower, or set out on another street at most 25 m farther away (walking-model.md, 8). Empty where unlinked or without data.',
  seat_gap_m:
    'Only with `--rest-metres D`: the longest stretch without a seat on the shortest walk that has no stretch longer than D. Empty where there is no such walk within the largest limit.',
  seat_walk_m: 'The same: how long that walk is, metres.',
  step_free_metres:
    'Only for profiles that steps stop: metres of the walk that the map knows to be step-free (walking-model.md, 3.3).',
  not_step_free_metres: 'The same: metres that it knows not to be.',
  unknown_step_metres:
    'The same: metres of which nothing is known, straight legs among them. The three add up to the walk.',
}

const VERDICT_MEANINGS: Readonly<Record<(typeof VERDICTS_CSV_COLUMNS)[number], string>> = {
  block_id: 'The block.',
  rule_id: 'Rule of the standard.',
  category: 'Category id; ids with `|` between them where several kinds satisfy the rule.',
  limit: 'Minutes for basis `time`, else metres.',
  basis: '`time`, `distance` (along streets) or `straight-line`.',
  verdict:
    '`met` (share ≥ 0.999), `partial`, `unmet` (share ≤ 0.001), `unknown` (see `unknown_reason`) or `no-data` (the data hold no facility that could meet the rule). The last two are never counted as unmet.',
  share: 'Weight of demand points within the limit; empty where unknown or without data.',
  clause: 'Clause of the standard.',
  source_verified:
    '`true` where the figures were read in a source; `false`: not verified against the printed standard.',
  level: '`15`, `10`, `5` (minutes), `block` or `none`. Levels do not contain each other.',
  mandatory: '`true` for a duty, `false` for an option.',
  value:
    'Walk (or straight line) to the nearest facility that counts, minutes or metres by `basis`: of the best gate, or of the weighted median demand point. Empty where none is within the limit.',
  facility_id: 'That facility.',
  edge_affected: "`true` where the limit reaches beyond the data's edge.",
  unknown_reason:
    'Of `unknown` verdicts: `not-linked` (no street near the block), or `size-unknown` (the verdict hangs on a facility of a size that the rule asks for and nobody knows), or, with `--at`, `hours-unknown` (on one of which nobody knows whether it is open then).',
  unknown_share:
    'Weight of demand points that only facilities of unknown size are near to: counted neither as within the limit nor as beyond. Empty where not linked or without data.',
  stability:
    '`firm`, or `borderline`: the verdict would change if people walked a tenth faster or slower (limits in minutes), or set out on another street at most 25 m farther away (walking-model.md, 8). Straight lines are firm. Empty where unknown or without data.',
}

const NO_CHANGES = compareAnswers(makeReport({ categories: 1 }), makeReport({ categories: 1 }))

const CHANGE_MEANINGS: Readonly<Record<(typeof CHANGES_CSV_COLUMNS)[number], string>> = {
  scope: '`all`, or where the row is of: `community`, `street`, `district`; `rule` for a rule of the standard.',
  name: 'Name of that place, or id of the rule; empty for `all`.',
  category: 'Category id; empty for rules.',
  limit: 'Minutes or metres.',
  unit: '`min` or `m`.',
  measure:
    '`population`, `age_60_plus`, …, `dwellings`, `land_m2`, `blocks`; of places the measure that speaks for the category.',
  before: 'Within the limit before; empty for places and rules.',
  after: 'Within the limit after.',
  gained:
    'Within the limit now and not before, of blocks whose walk is known in both. Of rules: people of blocks that meet it only now.',
  lost: 'The other way.',
  appeared:
    'Within the limit now, where nothing was known before: not linked, or no facility of the category in the data.',
  vanished: 'Within the limit before, where nothing is known now.',
  moved: 'More or fewer people in places that were within the limit before.',
  blocks_gained: 'Blocks that gain; of rules, that meet it only now.',
  blocks_lost: 'Blocks that lose.',
  blocks_unknown: 'Blocks that gain or lose and of which the amount is unknown: they are in no sum.',
}

const LOSS_MEANINGS: Readonly<Record<(typeof LOSSES_CSV_COLUMNS)[number], string>> = {
  first_profile: 'The profile that the others are compared with: the one that all other files of the run are of.',
  profile: 'The other profile.',
  category: 'Category id.',
  limit: 'Minutes or metres, by `unit`.',
  unit: '`min` or `m`.',
  status: '`measured`, or `no-data`: the data hold no facility of the category, and the numbers are empty.',
  measure: '`population`, a population group, `dwellings`, `land_m2` or `blocks` (each counted as one).',
  served_first: 'Served as the first profile: `covered` of a run of it alone.',
  served: 'Served as the other profile: `covered` of a run of it alone.',
  lost: 'Served as the first and not as the other, block by block: the part of each block that is within the limit as the first, less that as the other.',
  gained: 'The other way round: where the two link to different streets.',
  lost_unlinked:
    'Served as the first, in blocks that have no street near that the other may walk on. Unknown, not lost.',
  gained_linked: 'Served as the other, in blocks that are not linked as the first.',
  blocks_lost: 'Blocks that lose all or a part of their cover and whose value of the measure is known.',
  blocks_lost_unknown: 'Blocks that lose all or a part and whose value is unknown: they are in no sum.',
  blocks_unlinked: 'Blocks that the first serves, all or a part, and that are not linked as the other.',
}

const HOURS_MEANINGS: Readonly<Record<(typeof HOURS_CSV_COLUMNS)[number], string>> = {
  at: 'The moment, as it was asked for: a day and a time of a plain week.',
  category: 'Category id. Only categories of which any facility has hours that are understood (opening-hours.md).',
  open: 'Facilities that are known to be open then.',
  closed: 'Facilities that are known to be closed.',
  hours_unknown: 'Facilities without hours, or with hours that are not understood.',
  limit: 'Minutes or metres, by `unit`.',
  unit: '`min` or `m`.',
  measure: 'What is counted: the group that speaks for the category, `population`, `dwellings` or `blocks`.',
  certain: 'Covered by what is known to be open. Gates whose hours are not understood count as shut.',
  possible: 'Covered by what is not known to be closed: never less.',
  total: 'Denominator of both: blocks that are linked then and whose value is known.',
  certain_share: '`certain` / `total`; empty where nobody is counted.',
  possible_share: '`possible` / `total`.',
}

const LEVEL_MEANINGS: Readonly<Record<(typeof LEVELS_CSV_COLUMNS)[number], string>> = {
  facility_id: 'A facility that says a level or a parent.',
  facility_name: 'Its name.',
  category: 'Its category id.',
  level: 'Its level as given.',
  level_name:
    'What that means: `city`, `district`, `street`, `community`; `1` (highest), `2`, `3`; `15min`, `10min`, `5min`. Empty where it is not understood.',
  parent: 'The parent as given: an id, or a name that only one facility has.',
  state:
    '`served`: the next level up is within the limit. Orphans: `too-far` (it is farther), `unreached` (no walk within four times the limit), `parent-unknown` (the parent is not in the data). `top`: of the highest level of its theme. Not known: `unlinked`, `no-upper` (the data have no higher level), `level-unknown`.',
  upper_id:
    'The parent, else the nearest facility of the next level up that any of its theme has, within the same words (places, numbers or minutes).',
  upper_name: 'Its name.',
  upper_level_name: 'Its level.',
  walk_seconds: 'Walk there: the quickest (time limits), or the time of another, quickest walk (limits in metres).',
  walk_metres: 'The same in metres: the shortest walk.',
  uppers_within: 'Facilities of the next level within the limit: two or more serve it twice.',
  limit: 'The limit of levels, by `unit`.',
  unit: '`min` or `m`.',
  district: 'Where it lies, as the block nearest to it says.',
  street: 'The same.',
  community: 'The same.',
}

const LEVEL_AREA_MEANINGS: Readonly<Record<(typeof LEVEL_AREAS_CSV_COLUMNS)[number], string>> = {
  area_level: '`all`, `district`, `street` or `community`.',
  district: 'The area, or the one it lies in.',
  street: 'The same.',
  community: 'The same.',
  level_name: 'Level of the facilities; empty where it is not understood.',
  units: 'Facilities: `served` + `orphans` + `top` + `unknown`.',
  served: 'With the next level up within the limit.',
  orphans: 'Without, though the data have one, or their row names one.',
  top: 'Of the highest level of their theme.',
  unknown: 'Not linked, of no level that is understood, or without a higher level in the data.',
  double_served: 'Of the served: with two or more of the next level within the limit.',
  mean_walk_metres: 'Of those with a walk.',
}

const REJECT_MEANINGS: Readonly<Record<(typeof REJECTS_CSV_COLUMNS)[number], string>> = {
  source: 'File name, or `osm`.',
  line_or_id: 'Line in the file, feature index, or OSM id.',
  code: 'Reason, for programs.',
  message: 'What happened, to what, with the values.',
  severity: '`rejected`: not in the result. `warning`: in the result, but look at it.',
}

/** Every code has its line: the type says so. */
const CODE_MEANINGS: Readonly<Record<RejectCode, string>> = {
  'missing-coordinates': 'No coordinates, or one of the two.',
  'invalid-coordinates': 'Coordinates that are no numbers, or no place on Earth.',
  'swapped-coordinates': 'Longitude and latitude stand in each other’s column.',
  'outside-area': "Outside the data's area; a block stays, with a warning.",
  'doubtful-coordinates': 'A doubt about the coordinate system of the whole file.',
  'missing-id': 'A row that must say what it belongs to and does not.',
  'duplicate-id': 'The same id with other contents; or ids that are a running number, and are not used.',
  'duplicate-place': 'The same row, place or compound as another, which is used; as a warning: perhaps the same.',
  'missing-category': 'A facility without a kind.',
  'unknown-category': 'A kind that is not known (`--categories FILE` gives it a meaning).',
  'invalid-number': 'A number that cannot be used; as a warning: one that is not exact, or not known.',
  'invalid-geometry': 'An outline or geometry that is broken; as a warning: mended.',
  'unsupported-geometry': 'A kind of geometry that is no place.',
  'malformed-row': 'A row that cannot be read; as a warning: one that was mended.',
  'missing-members': 'An OSM relation whose members are not in the data.',
  'missing-role': 'Rings of a multipolygon without a role, told apart by where they lie.',
  closed: 'The place is closed: by its status, a date, a remark or an OSM key.',
  planned: 'The place is not built or not open yet. It serves nobody.',
  'unknown-status': 'A status that is not known; the place is taken as open.',
  'unknown-word':
    'A word about a gate, an estate or whom a place serves that is not known: the gate is taken as shut, else nothing is said.',
  'title-row': 'Above the header: no row of data, not counted as read. Also what its unit does to a column.',
  'section-row': 'The heading of a section (一、教育设施), or the header once more: no row of data.',
  'total-row': 'A sum or an average (合计, Total): no row of data.',
  'note-row': 'A remark below or between the rows (注：…): no row of data.',
  'unknown-block': 'A gate or total of a block or unit that is not there.',
  'unknown-id': 'A cost between a demand and a site of which one is in no table.',
  'too-far': 'No street near enough.',
  island: 'The streets near it are cut off from the rest.',
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function meanings(columns: readonly string[], texts: Readonly<Record<string, string>>): string {
  return table(
    ['column', 'meaning'],
    columns.map((column) => [`\`${column}\``, texts[column]!]),
  )
}

function layerTable(specs: readonly ColumnSpec[]): string {
  return table(
    ['column', 'type', 'unit', '中文', 'meaning'],
    specs.map((spec) => [`\`${spec.key}\``, spec.type, spec.unit ?? '', spec.nameZh, spec.meaning]),
  )
}

/** The registry of outputs. */
function outputTable(): string {
  return table(
    ['output', 'files', 'for', '用途'],
    (OUTPUTS as readonly Output[]).map(({ id, kind, files, withOption, aboutEn, aboutZh }) => [
      kind !== 'usual' ? `\`--also ${id}\`` : withOption === undefined ? 'always' : `\`${withOption}\``,
      files.map(({ name }) => `\`${name}\``).join(', '),
      aboutEn,
      aboutZh,
    ]),
  )
}

function drawingTable({ columns }: Layer): string {
  return table(
    ['column', 'type', 'unit', '中文', 'meaning'],
    columns.map(({ key, type, unit, nameZh, nameEn }) => [`\`${key}\``, type, unit ?? '', nameZh, nameEn]),
  )
}

/** Columns of the drawings of `isochrone`, which have them whatever they hold. */
function drawingTables(): string {
  const allocation = allocationLayer([], { unit: 'minutes', limit: 15, profile: 'adult', shown: 'areas' })
  const nothing = { uncoveredSquareMetres: 0, landSquareMetres: 0, share: null, limit: 15, bandMetres: 50, blocks: [] }
  const uncovered = uncoveredLayer(nothing, { unit: 'minutes' })
  return [isochroneLayer([]), allocation, uncovered]
    .map((layer) => `### ${layer.name}\n\n${layer.notes.join(' ')}\n\n${drawingTable(layer)}`)
    .join('\n\n')
}

/** Columns of coverage.csv with the limits as a family. */
export function coverageColumnFamilies(): string[] {
  const report = makeReport({ limits: [15] })
  const stepFreeMetres = new Float64Array(report.table.status.length)
  const stability = new Uint8Array(report.table.share.length)
  const table = {
    ...report.table,
    certainShare: stepFreeMetres,
    stability,
    stepFreeMetres,
    seatGapMetres: stepFreeMetres,
  }
  const columns = coverageCsvColumns({ ...report, table })
  return columns.map((column) => column.replace('_15min', '_{limit}'))
}

/** The whole document. */
export function filesDocument(): string {
  return `# The files: a data dictionary

\`living-circle coverage --out DIR\` writes the first group; the second is made on request. The tables of columns below are generated from the
code; a test says when they are out of date (\`UPDATE_DOCS=1 npx vitest run test/report/files-document.test.ts\` writes this page anew).

Everywhere: an empty cell or \`null\` is *unknown* or *not applicable*, never 0. \`{category}\` stands for a category's id in ASCII
(\`elderly-care\` → \`elderly_care\`; an id without ASCII letters becomes \`category_\` and its place in \`summary.json\`), \`{limit}\` for a limit such as
\`15min\` or \`500m\`, \`{group}\` for a population group such as \`population\` or \`age_60_plus\`. The same inputs and options give the same bytes.
Outputs made from OpenStreetMap are © OpenStreetMap contributors, ODbL 1.0, and say so; those of the invented sample town say that it is invented.

## All of them

${outputTable()}

${HOW_FILES_ARE_WRITTEN}
## Tables and text

CSV files are UTF-8, comma-separated, quoted by RFC 4180, with LF line ends: Excel, LibreOffice, pandas, R and PostgreSQL read them, and line
tools do not find a CR in the last field. With the option for Excel they begin with a byte order mark.

A text that a spreadsheet would take for a formula (it begins with \`=\`, \`+\`, \`-\`, \`@\`, their full-width forms, a tab or a line break) has an apostrophe
before it. A text that is a plain signed number stays as it is; number columns are never touched. Half characters and NUL become U+FFFD.

### coverage.csv: one row per block × category

${meanings(coverageColumnFamilies(), COVERAGE_MEANINGS)}

### verdicts.csv: one row per block × rule of the standard

${meanings(VERDICTS_CSV_COLUMNS, VERDICT_MEANINGS)}

### losses.csv: who is served as the first profile but not as others, one row per profile, category, limit and measure

Written with \`coverage --compare-profiles adult,older,frail\` (\`compareProfiles\` in a program). \`served_first\` − \`lost\` − \`lost_unlinked\` + \`gained\` + \`gained_linked\` = \`served\`.

${meanings(LOSSES_CSV_COLUMNS, LOSS_MEANINGS)}

### hours.csv: coverage at moments of the week, one row per moment, category and limit

Written with \`coverage --hours\` (Tuesday 10:00 and 19:00, Saturday 10:00; \`hours\` in a program takes others) and with \`--at MOMENT\`, whose moment is first.

${meanings(HOURS_CSV_COLUMNS, HOURS_MEANINGS)}

### changes.csv: who gains and who loses

Written by \`scenario\`, \`coverage --edits\` and \`compare --out\`. \`after\` = \`before\` + \`gained\` − \`lost\` + \`appeared\` − \`vanished\` + \`moved\`. Rows of
places and rules that do not change are left out.

${meanings(CHANGES_CSV_COLUMNS, CHANGE_MEANINGS)}

### edits.json: what became of each edit

A list in the order of the edits (places opened by \`--open-planned\` first), each with \`id\`, \`op\`, \`status\` (\`applied\`, or \`nothing\` where it touches nothing),
\`said\` and \`saidZh\` (what was done, or why nothing), \`touched\` (kind, id and name of what it changed), \`joins\` (where it meets streets: \`at\`, \`onto\`,
\`metres\`, \`way\`, \`street\`), \`at\`, \`line\`, \`metres\`, \`cost\` and \`note\`. What a file of edits may hold: [edits.md](edits.md).
### levels.csv: each facility's walk to the next level up, one row per facility that says a level or a parent

Written with \`coverage --levels [LIMIT]\` (\`levels\` in a program).

${meanings(LEVELS_CSV_COLUMNS, LEVEL_MEANINGS)}

### level_areas.csv: the same summed by district, street and community, one row per area and level

${meanings(LEVEL_AREAS_CSV_COLUMNS, LEVEL_AREA_MEANINGS)}

### rejects.csv: what was not used, and why

${meanings(REJECTS_CSV_COLUMNS, REJECT_MEANINGS)}

${table(
  ['code', 'meaning'],
  Object.entries(CODE_MEANINGS).map(([code, meaning]) => [`\`${code}\``, meaning]),
)}

In CSV files a text that a spreadsheet would take for a formula, also behind apostrophes, has one apostrophe more than it had; control characters
are written as U+FFFD. \`check --rejects FILE\` writes the rejected rows of a table with the columns \`reject_line\`, \`reject_code\`, \`reject_message\`
behind their own, and, where a cell has got an apostrophe, a last column \`reject_marked\` that is 1 in such rows: whoever loads the file again gets
the cells as they were. \`check --rejects -\` writes them as they were, for programs.

Planned places are counted in \`summary.json\` (\`inputs[].rows.planned\`) and have a row each here, with the reason; in a program they are
\`planned\` of \`loadFacilities\` (\`LoadedFacilities\`), so that a scenario may open them. They are in no layer and serve nobody.

### --profile FILE: a walker of your own (a file that is read)

JSON of at most 64 kB, for \`--profile\`, with one object:

| key | value | if left out |
|---|---|---|
| \`id\` | text of 1 to 80 characters, none of a built-in profile | refused |
| \`nameEn\`, \`nameZh\` | what pages and tables call them | the id |
| \`basedOn\` | a built-in profile (\`adult\`, \`older\`, \`frail\`, \`child\`, \`wheelchair\`) | \`adult\` |
| \`walkMetresPerSecond\` | 0.01 to 100 | as \`basedOn\` |
| \`stepsTimeFactor\` | 0.01 to 1,000, or \`null\`: steps cannot be passed | as \`basedOn\` |
| \`crossingWaitSeconds\` | 0 to 86,400, on entering a node with signals | as \`basedOn\` |

Any other key is refused, with the nearest known one. \`{"id": "cane", "nameZh": "拄杖者", "basedOn": "frail", "walkMetresPerSecond": 0.55}\`

### --demand-rate FILE: places asked for (a file that is read)

A table or a list of JSON objects, for \`coverage\` and \`capacity\`; kinds that it does not name keep their built-in rate (\`data/demand-rates.json\`).

| column | value | if left out |
|---|---|---|
| \`category\` | a kind by id or name; several with \`+\` between them share their places | refused |
| \`rate\` | places for so many people | refused |
| \`per\` | so many people | 1000 |
| \`group\` | \`population\`, \`age_60_plus\`, 0-3岁 … | whom the first kind is for |
| \`unit\` | \`places\`, \`beds\`, \`classes\`, \`meals\`, \`m2\`, or words for them (托位, 张床, 班, ㎡) | what the first kind counts in |
| \`source\`, \`date\` | text | the file's name |
| \`verified\` | \`V-P\`, \`V-S\`, \`U-H\`, \`U-M\`, or yes | a figure of your own |

Facilities whose capacity is in another unit (12班 where places are asked for) count as of unknown places. With \`m2\` it is the floor area that counts.

### --costs, --demand, --supply: tables of one's own instead of streets (files that are read)

\`costs\`: \`demand_id, site_id, cost\`, a missing pair is out of reach, of a pair that is listed twice the lower cost counts. \`demand\`: \`demand_id, weight\`.
\`supply\`: \`site_id, places\` and, where known, \`status\` (\`existing\`, \`required\`, \`candidate\`, \`excluded\`) and \`build_cost\`; \`capacity\` counts sites that exist or name
no status. Blank places are unknown, not 0. Rows that cannot be used are counted and said.

\`capacity --json\` gives \`demand, places, served, missing, idle, unreachable, full, missing_at_least\` (null where all places are known), \`blocks\`
(\`id, demand, served, share\`; share null where nothing is asked for), \`sites\` (\`id, places, used\`), \`sites_unknown_places\`, \`sites_not_open\`; with \`--measure\` \`access\`
(\`id, value\`) and \`places_unreached\`. On streets it gives \`results\`, one for each rate, with \`rate\`, \`covers\` (\`people, onPaper, onFoot, inFact\`), \`groups\` and the same fields; where
there is one result its fields stand at the top, too. \`not_counted\` says why a kind has no figure: \`no-rate, no-data, no-people, no-places\`.

\`site --costs … --json\` gives \`problem, status\` (\`optimal\`: proved; \`bounded\`: nothing is better than \`bound\`; \`infeasible\`), \`objective, bound, gap\` (relative, 0 where proved), \`sites\`
(new ones, required ones among them, in natural order), \`demand_total, demand_covered\`, \`per_site\` (\`id, status, demand, places\` of every open site: demand whose nearest it is, or that it is given where
places count), \`steps\` (\`site, demand_new, demand_total, share, objective, places_used\`, always the site that adds most), \`beyond\` (\`demand_ids, demand, cut_off\`: rows that no open site reaches),
\`demand_covered_twice\`, \`alternatives\` (\`--alternatives N\`: the next best), \`infeasible\` (\`code, demand_ids, relaxation\`: the least that would do), \`asked, limit, proved_by, reproducible, inputs\` (rows read, used, rejected).

| problem | what is asked | how much |
|---|---|---|
| \`maximise-coverage\` | most weight within \`--limit\` | \`--sites\`, \`--budget\`, or the fewest sites for \`--target\` per cent |
| \`maximise-capacitated-coverage\` | most weight served within \`--limit\` and within \`places\`, those of existing sites among them; a row may be shared between sites | the same |
| \`minimise-facilities\` | the fewest sites for all rows (rows of weight 0, too), or for \`--target\` per cent | none, \`--target\`, or \`--sites\` as a ceiling |
| \`minimise-walk\` | least Σ weight × cost of the nearest open site; a row out of reach costs \`--limit\`, or the largest cost of the table | \`--sites\`, \`--budget\` |
| \`minimise-longest-walk\` | smallest largest cost over all rows | \`--sites\`, \`--budget\` |
| \`backup-coverage\` | the fewest sites for all rows, then most weight within reach of two: \`objective\` is that weight | none, or \`--sites\` as a ceiling |

\`--sites\` is a ceiling for new sites: one that adds nothing is not chosen. Existing sites are open and cost nothing. A budget counts \`build_cost\` (1 each where nobody says any; a single blank is refused).
Without \`--limit\` every pair of the table is within reach. A column \`places\` in \`demand\` (what the row needs) makes \`minimise-walk\` the capacitated p-median: every row as a whole at one site, no site beyond its \`places\`.
An unknown status ends in exit 3; \`infeasible\` is an answer and ends in 0.

### equity --values FILE: values to be shared (a file that is read)

\`id, value, population\` and, where known, \`group\` and \`rank\` (income or the like, ascending). \`equity --json\` gives \`gini, palma, theil, theil_between, theil_within,
concentration, concentration_corrected\`, null with the reason in \`reasons\`, and \`dropped\`: cells left out by cause. Of a folder of results it gives \`results\` with \`subject\` (\`walk\`,
\`within\`, \`served\`), \`category\`, \`population_group\` and \`level\`.

### --categories FILE: own kinds and words (a file that is read)

JSON: \`words\` (a word of a column of kinds → id of a kind, or \`null\`: not decided yet), \`status\` (a word of a column of status → \`open\`, \`closed\`,
\`planned\` or \`null\`) and \`kinds\` (own kinds: \`id\`, \`nameZh\` or \`nameEn\`, and \`group\`, \`unit\`, \`populationGroup\`, \`aliases\` where wanted). Own kinds are kinds like
the built-in ones for tables, rule packs and \`--category\`. \`check --save-mapping FILE\` writes every unknown word, commonest first, under \`categories\` of its file.
Its schema: \`data/categories.schema.json\`.

\`\`\`json
{"kinds": [{"id": "tea_room", "nameZh": "茶室", "nameEn": "tea room", "group": "culture"}], "words": {"棋牌馆": "tea_room"}, "status": {"待核实": "closed"}}
\`\`\`

### --dem FILE: heights of the ground (files that are read) / 高程

GeoTIFF (uncompressed, LZW, deflate or PackBits; the first band, whole or floating-point numbers; a coordinate system by its code; no-data, scale, offset and feet are heeded) or HGT
(\`N39E116.hgt\`: 1201, 3601 or 7201 cells a side). Several files are tiles of one model on one grid: \`--dem tiles/*.hgt\`. At most 1 GB a file, and 60 million cells under the streets.
Or points in any table format: \`lon\`, \`lat\`, \`height_m\` (高程, elevation …), metres. Points on a lattice (a raster written out as a list) are that raster; others fill cells of one arc second,
each with the mean of its points, so that a height is known only where the points are about 30 m apart or nearer: nothing is made up between them. \`--crs heights=gcj02\` and the like are for points; rasters say theirs.
What they do to times: walking-model.md, 3.1 and 3.2. Without it times are for flat ground.

### Compounds and gates (files that are read) / 封闭小区与出入口

\`--compounds FILE\`: outlines of closed estates, campuses and the like, in any format that gives areas; without it the blocks that are areas are the compounds.
An outline is mended or rejected as a block's is. In both files \`--closed gates\` (default) closes those that have a gate in the gates file, \`all\` all, \`none\` none;
what a row says of itself goes before that.

| column | 中文列名 | words | 用词 |
| --- | --- | --- | --- |
| \`compound_id\` or \`id\`, \`name\` | 院落编号、小区名称 | | |
| \`closed\` | 是否封闭、封闭管理 | \`yes\`, \`no\` | 是、封闭；否、开放 |
| \`through\` | 可否穿行 | \`yes\`: an open estate, not closed; \`no\` | 可穿行、不可穿行 |

\`--gates FILE\`: points with a \`block_id\` or a \`compound_id\` (an id, or a name that only one has). A block and a compound of one id are one estate; a block of another id gives
the compound that it lies in those of its gates that stand within 25 m of the outline. Blank cells say that a gate is open to all both ways. A word that is not known is a
warning, and its gate is taken as shut. A gate that is closed or planned, or for nobody, opens nothing; and a compound with gates on the list has no others,
so that one whose gates are all shut is not one of which no gate is known.

| column | 中文列名 | words | 用词 |
| --- | --- | --- | --- |
| \`block_id\`, \`compound_id\` | 小区编号、院落编号 | | |
| \`lon\`, \`lat\` | 经度、纬度 | | |
| \`gate_id\`, \`name\` | 大门编号、大门名称 | | |
| \`who\` | 通行对象 | \`all\`, \`residents\`, \`none\` (staff, vehicles) | 所有人；居民、业主；无人、仅车辆 |
| \`direction\` | 通行方向 | \`both\`, \`in\`, \`out\`; the side that it is on (east, 东门) says nothing | 双向、进、出 |
| \`state\` | 大门状态 | \`open\`, \`closed\`, \`planned\`; a gate for emergencies is closed | 开放、常闭、规划；消防门按关闭 |
| \`hours\` | 开放时间 | kept, not applied | 保留，不参与计算 |
| \`step_free\` | 无障碍 | \`yes\`, \`no\`, \`unknown\` | 是、否、未知 |

Facilities have a column \`serves\` (对外开放): \`all\`, or \`residents\` (本小区居民, 不对外) for a place that only those who live in its compound use; in OSM \`access=residents\` and \`access=private\`.

### run.json: what a result was made from

Written last into every result (\`coverage\`, \`scenario\`, \`site\`, \`remedies\`). Fields, as in \`docs/run.schema.json\`: \`runId\` (from the inputs' content, the options that change numbers, and the
versions: the same wherever files lie, and in whatever language and formats), \`modelVersion\`, \`toolVersion\`, \`packages\` (versions; \`highs.wasm\`: SHA-256 of the solver's code), \`command\`, \`area\`, \`options\`
(by long names, defaults filled in), \`attribution\`, \`osmDate\`, \`inputs\` (option, path from this folder, name, bytes, SHA-256, date, rows: read = used + rejected + outside + notAsked; \`null\` for files without rows),
\`outputs\` (name, bytes, SHA-256) and \`notOfThisRun\` (files of earlier runs that lay beside them). Paths are relative, so the file is another where inputs lie elsewhere. \`living-circle verify DIR\` proves it,
\`living-circle run DIR/run.json --out …\` runs it again.

### answer.bin: the whole answer

Everything that the other files are made from, as the program holds it: \`living-circle report DIR --also html map xlsx …\` makes documents and layers from it later,
byte for byte those that \`coverage --also …\` would have written, without analysing again. The streets under the blocks are not in it: the extract is
looked for by its name and content here, in that folder and above it, or named with \`--area\`. \`loadAnswer\` of \`living-circle/parts\` reads it in a program. One file with a version and a checksum over all of it; other versions, and anything cut off or changed, are refused. It holds
names of blocks and facilities, and lines of the inputs: two runs over the same rows in another order differ in it. It is for this program only; read the other files with others.

### summary.json

Inputs with dates and hashes, options, counts (read = used + rejected), coverage per category with its denominators, rules, notices. Of the shares of a
category at a limit \`headline\` names the one that every document says: of the category's own population group where anybody's number is known, else of the
population, of dwellings, of blocks. \`everything\` says who reaches every kind that the data have, and how many of them half of everybody reaches. \`first\` is what the first screen of every document says: places served worst, the largest gaps, how sure it is. \`standard\` holds what
a standard said: its rules with blocks and people by verdict, completeness by level and block by block, roll-ups, adequacy, who is
covered on paper only. What the data hold no facility for is \`no-data\` (counts: \`noData\`, of rules \`rulesWithoutData\`), neither met nor unmet, and its shares are \`null\`;
facilities of a size that a rule asks for and nobody knows are counted by \`facilitiesSizeUnknown\`; \`unusedKinds\` names the kinds in the data that no rule asks for. \`search\` says from which side the walks were searched, and the counts that decided it.
Its schema: [summary.schema.json](summary.schema.json).

### coverage.xlsx

Overview, By category, By block, Gap ledger, Facilities, Rejects, Method; where a standard was applied also Rules, Completeness (mandatory rules met, block by
block and up to each level), Units by duties (a row for each community, street and district, a column for each duty that the data can judge), Roll-ups (the same, rule by rule) and Adequacy and paper (supply per 1,000 people; covered on paper, not on foot); where profiles were compared Losses; of a scenario Edits, Changes and Changes by place; in Chinese or English. Totals
are those of \`summary.json\`. Rows of figures that are not verified against the printed standard say so. The gap ledger has blank columns for owner, due date, state and note; its gap ids stay the same from run to run. All texts are typed
as texts.

## Map layers

\`blocks\`, \`facilities\` and \`gaps\` have the same columns, types and rows in every format: GeoJSON (\`.geojson\`, RFC 7946), FlatGeobuf (\`.fgb\`, with a spatial
index, rows in the order of a space-filling curve), GeoParquet 1.1 (\`.parquet\`) and GeoPackage (\`coverage.gpkg\`, all layers, QGIS styles inside).
A column in which no row has a value is left out. Coordinates are WGS-84 longitude and latitude with at most seven decimals; outer rings run
anticlockwise. \`blocks\` holds outlines where they are known, else points; as soon as one block has several outlines and none is a point, all are MultiPolygons.
The credit and the conditions under which the numbers hold (flat ground, what a profile does not judge, figures not verified) stand in GeoJSON's \`attribution\` and
\`notes\`, in the metadata of GeoParquet and in the layers' descriptions of GeoPackage.
The Chinese names are the columns' titles in GeoPackage and FlatGeobuf, aliases in QGIS, and stand in the metadata \`living-circle\` of GeoParquet.
Text is as in the data: no apostrophes are added here.

Beside them: \`blocks.qml\`, \`facilities.qml\`, \`gaps.qml\` (QGIS uses them by itself), \`coverage.qgs\` (a QGIS project over the GeoJSON files beside it) and
\`coverage.kepler.json\` (drop it onto kepler.gl).

### blocks

${layerTable(BLOCK_COLUMNS)}

### facilities

${layerTable(FACILITY_COLUMNS)}

### gaps

For each category the areas without cover at the largest limit; where a standard was applied, then those of each of its mandatory rules that is measured by
walking, at the rule's own limit (\`rule_id\`).

${layerTable(GAP_COLUMNS)}

\`action\` is a rule of thumb over the numbers, in this order: \`check-data\` no facility of the kind in the data; \`check-edge\` the data ends nearby;
\`shorten-walk\` near in a straight line from the gap's centre, but the walk is at least twice as long; \`just-beyond\` near, and the shortest walk at most
a third beyond the limit; \`new-facility\` else.

### losses

With \`--compare-profiles\`, in GeoJSON, GeoPackage and the map of kepler.gl: a row per other profile and block. Beside the columns below each category and limit have two:
\`{category}_lost_{limit}\`, the part of the block that is served as the first profile and not as this one, 0 to 1, and \`{category}_people_lost_{limit}\`, people in it. The first is empty where
the block is not linked as one of the two or the data hold no facility; the second also where its people are unknown.

${drawingTable(lossLayer({ ...makeReport({ categories: 1 }), categories: [] }))}

### edits

Only where edits were applied: a row per edit, with a point, its line, or neither; also in \`coverage.gpkg\`.

${drawingTable(editLayer(makeReport({ categories: 1 })))}

### changes

Where edits were applied, and in the folder of \`compare\`: a row per block that gains or loses anything. For each category and limit two more
columns follow: \`{category}_change_{limit}\` (the part of the block within the limit now, less that before) and \`{category}_people_{limit}\`.

${drawingTable(changeLayer({ ...NO_CHANGES, categories: [] }, ''))}

${SITING_DOCUMENT}${REMEDIES_DOCUMENT}## Drawings

What \`isochrone\` draws is a layer, too: \`-o\` and \`--uncovered\` write it by the end of the file's name (${layerSuffixes()
    .map((suffix) => `\`${suffix}\``)
    .join(', ')}). Every column is there, whether or not
a row has a value; a row whose place is not linked to any street has no geometry and says why. GeoJSON has the condition as \`note\`, and no box, for it is written
while it is drawn. Without \`-o\` it goes to stdout as GeoJSON.

${drawingTables()}
`
}
