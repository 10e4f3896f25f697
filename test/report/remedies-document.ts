// What docs/files.md says of the files of `remedies`.
import { REMEDY_KINDS } from '../../src/answer/gap-cause.ts'
import { CAUSES_CSV_COLUMNS, REMEDIES_CSV_COLUMNS } from '../../src/report/tables/remedies-csv.ts'

const REMEDY_MEANINGS: Readonly<Record<(typeof REMEDIES_CSV_COLUMNS)[number], string>> = {
  remedy_id: '`R1` is the best.',
  kind: REMEDY_KINDS.map((kind) => `\`${kind}\``).join(', '),
  remedy: 'The same in words.',
  lon: 'Where: gate, site, or one end of a crossing. WGS-84.',
  lat: '',
  to_lon: 'The other end of a crossing.',
  to_lat: '',
  metres: 'Straight length of a crossing or path; length of the steps.',
  compound_id: 'The closed compound whose wall it is about.',
  gate_id: 'A gate of the list that would open.',
  facility_id: 'A planned facility that would open.',
  category: 'Kind of place that opens or is built.',
  way_id: 'OSM way of the steps.',
  people_gained:
    'People who come within the limit by it alone, where numbers are known: of the group of each category (or rule, with a standard), counted once for each.',
  blocks_gained: 'The same as shares of blocks.',
  cost: 'By `--costs`; empty where the table has no amount.',
  people_per_cost: 'The one over the other.',
  gaps: 'Gaps of which somebody gains.',
  gap_ids: 'Their ids, most people first, the first 20.',
  joint_rank: 'Place among those chosen together.',
  people_new: 'People whom none of those before it there brings within the limit by itself.',
}

const CAUSE_MEANINGS: Readonly<Record<(typeof CAUSES_CSV_COLUMNS)[number], string>> = {
  gap_id: 'As in `gaps`.',
  category: 'Category id; ids with `|` between them for a rule.',
  rule_id: 'Rule of the standard.',
  limit: 'The limit that is not met.',
  unit: '`min` or `m`: of `limit`, `walk` and `walk_without`.',
  group: "Whose people are counted; `population` where numbers of the category's own group are not known.",
  people: 'People of the gap.',
  cause: 'Of most of them: see below.',
  cause_people: 'Those for whom it is the first cause in the order.',
  cause_blocks: 'The same as shares of blocks.',
  facility_id: 'The facility that would be reached but for the cause, where it is plainest.',
  straight_m: 'Straight line to it from there.',
  walk: 'The walk today to the nearest that counts; empty beyond four times the limit.',
  walk_without: 'The walk without the cause.',
  compound_ids: 'Closed compounds whose walls are in the way.',
  text: 'The cause in a sentence.',
  also: 'Other causes that hold for some of its people.',
  remedy_id: 'The best remedy.',
  remedy_kind: 'Its kind.',
  remedy_people: 'People of this gap who gain by it alone.',
  remedy_blocks: 'The same as shares of blocks.',
  remedy_cost: 'Its cost.',
}

const rows = (columns: readonly string[], meanings: Readonly<Record<string, string>>) =>
  ['| column | meaning |', '| --- | --- |', ...columns.map((key) => `| \`${key}\` | ${meanings[key]} |`)].join('\n')

/** The section. */
export const REMEDIES_DOCUMENT = `## Causes and remedies

\`living-circle remedies INPUTS --out DIR\` writes \`remedies.json\` (everything), \`remedies.csv\` and \`remedies.geojson\` (a row per remedy: points, lines for crossings), \`causes.csv\` (a row per
gap), \`gaps.geojson\` (as below, with \`cause\`, \`remedy\`, \`remedy_id\`, \`remedy_people\`), \`edits.json\` (those chosen together that an edit can say, for \`scenario --edits\`) and
\`remedies.html\` (to read and print). \`--also\` adds documents whose gaps say their causes and remedies in place of \`action\`.

Each demand point of a gap has the first of these causes that holds for it; the gap has that of most of its people. \`data\`: the limit reaches beyond the data's edge. \`unlinked\`: a facility within the
limit in a straight line is on no street. \`compound\`: reached if every street that crosses the outline of a closed compound were open. \`barrier\`: within the limit in a straight line, not on foot, and
neither steps nor slopes explain it. \`steps-or-slope\`: reached without steps, on level ways, or at an adult's pace. \`hours\`: with \`--at\`, reached at some other hour. \`full\` is no cause of a gap of walks: see below. \`level\`: something of the kind is reached
that is not of the size that the rule asks for, or too little of it. \`too-far\`: nothing is near enough.

What is tried: gates of the list that are shut, gates where a street ends at a wall, paths of up to 30 m through a wall, open compounds; crossings of up to 60 m between public streets whose ends are
400 m or more apart on foot; public steps made level, for profiles that are slower on them; planned facilities of the tables; a new site in the middle of each block that lacks something, for each gap the
best. What a remedy brings is what a whole run would find with it, as long as nobody links to another street because of it.

With \`--demand-rate\` \`remedies.json\` has under \`places\`, for each rate, who is within reach of places that are all taken (\`full\`), and the facilities where more places would serve most (\`more\`, by maximum flow, all
else as it is); the best of each stands in \`edits.json\`. They are not among those chosen together, which count walks.

\`--costs FILE\`: JSON \`{"currency", "costs": [{"kind", "category", "each", "per_metre", "per_place"}]}\` or a table with these columns; \`category\` is for facilities of one kind and goes before a row without. A blank is
unknown, not free. Where costs are known remedies are ranked by people per cost, others after them by people. \`data/remedy-costs.json\` of the package is an example with blanks: no price is built in.

### remedies.csv

${rows(REMEDIES_CSV_COLUMNS, REMEDY_MEANINGS)}

### causes.csv

${rows(CAUSES_CSV_COLUMNS, CAUSE_MEANINGS)}

`
