// What docs/files.md says of the files of `site`.
import { SITING_STEPS_COLUMNS } from '../../src/report/tables/siting-steps-csv.ts'

const MEANINGS: Readonly<Record<(typeof SITING_STEPS_COLUMNS)[number], string>> = {
  step: 'Order of opening: what adds most comes first.',
  site_id: 'Id of the candidate; with several kinds `id:category` where it was chosen for one of them.',
  name: 'Of the candidate.',
  categories: 'Kinds that it offers, `;` between them.',
  status: '`required` or `candidate`.',
  lon: 'WGS-84.',
  lat: '',
  people_new: 'Demand that it is the first to cover within the limit (to serve, where places count).',
  people_total: 'Covered or served then, by what is open already and all steps so far.',
  share: '`people_total` of all demand of linked blocks with known numbers, 0 to 1.',
  places: 'Of the site; empty where unknown or of no interest.',
  places_used: 'Of them taken, where places count.',
  build_cost: 'Of the candidate; empty where unknown.',
  cost_total: 'Sum up to this step, where candidates have costs.',
  demand:
    'Demand that it serves in the finished plan: that walks to it as the nearest, or is given to it where places count.',
}

const rows = SITING_STEPS_COLUMNS.map((name) => `| \`${name}\` | ${MEANINGS[name]} |`).join('\n')

export const SITING_DOCUMENT = `## Sites for new facilities

\`site INPUTS --out DIR\` writes the files of \`coverage\` for what is there today, and beside them:

### siting.json

\`problem\`, \`status\` (\`optimal\`: proved; \`bounded\`: nothing exceeds \`bound\`; \`infeasible\`: see \`infeasible\` with the blocks in the way and the least that would have to change), \`objective\`,
\`bound\`, \`gap\`, \`sites\` (ids in natural order), \`demand_total\`, \`demand_covered\`, \`per_site\`, \`steps\` as in the table below, what was \`asked\`, \`candidates\` by status (those without a street, a cost or places
apart), and for each of the \`categories\` its \`measure\`, cover \`before\` and \`after\`, blocks that are not linked or not known, and \`out_of_reach\`: demand that no open facility and no candidate reaches.
Objectives are people covered or served, numbers of sites, people × minutes (or metres), or the longest walk. Walks beyond four times the limit count as that long for \`minimise-walk\`.

### siting-steps.csv

| Column | Meaning |
|---|---|
${rows}

### sites and gains

Layers in GeoJSON, GeoPackage, QGIS and kepler.gl: \`sites\`, a point for each chosen site with the columns above and \`link_m\`, \`source\`, \`source_ref\` (where the candidate comes from); \`gains\`, a row for
each kind and block of which more is within the limit than before: \`block_id, name, category, measure, share_before, share_after, gained\` (empty where the number is not known).

### --candidates FILE: where sites may be (a file that is read)

Any format that facilities are read from. \`id, lon, lat\` or geometries (an area is taken by a place inside it), and where known \`name\`; \`status\` (状态): existing 现有, required 必选, candidate 候选 (the same as a
blank), excluded 排除, any other word is an error; \`category\`: kinds that it offers, \`;\` between them, all of them opened at once (blank: any kind that is asked for, each for itself); \`places\` (位数);
\`build_cost\` (建设成本). Under \`--budget\` a candidate without a cost takes no part, unless none has one: then each costs 1. Where places count one without places takes none, unless \`--places\` gives them.

`
