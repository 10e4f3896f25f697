// Proves that moving code changes no byte of output: runs the command line of two builds on the same jobs and compares all they leave.
// What enters: a built living-circle, data/sample-town and the real data in ../shared/data; what leaves: a folder with a subfolder
// for each job (its files, stdout.txt, stderr.txt, exit.txt) and the jobs' inputs; of two such folders, what differs.
//
// Usage: node scripts/compare-outputs.mjs make FOLDER [--bin living-circle.js] [--data DIR]   FOLDER must be new or empty
//        node scripts/compare-outputs.mjs diff FOLDER_A FOLDER_B                              exit 1 where anything differs
// Without --bin it is this checkout's build, without --data ../shared/data. Where data are absent, their jobs are skipped visibly.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Of ../shared/data, what the jobs use. */
const SHARED = ['malta.osm.pbf', 'beijing-wudaokou.osm.pbf', 'tables', 'compounds', 'cases', 'planner']
const JOB_MS_AT_MOST = 120_000

// The jobs, a line each: its name, a colon, the command line. It runs in its own subfolder. A word that begins with @ is an input
// and is given as ../inputs/…, so that no output can hold the name of a folder that varies. <a|b> makes a job for each choice, and
// <> repeats the choice. Words in capitals are short for:
const MALTA = '@shared/malta.osm.pbf'
const WUDAOKOU = '@shared/beijing-wudaokou.osm.pbf'
const TABLES = '--facilities @shared/tables/PLACE-facilities.csv --blocks @shared/tables/PLACE-blocks.csv'
const COMPOUNDS = '--blocks @shared/compounds/PLACE-compounds.geojson --gates @shared/compounds/PLACE-gates.csv'
const SHORT = {
  AREA: '@town/town.osm',
  TOWN: '@town/town.osm --facilities @town/facilities.csv --blocks @town/blocks.geojson --gates @town/gates.csv',
  PLANNER:
    '@town/town.osm --facilities @town/planner/设施.xlsx --blocks @town/planner/居住区.csv --totals @town/planner/社区台账.csv --crs auto',
  MALTA,
  MALTA_TABLES: `${MALTA} ${TABLES.replaceAll('PLACE', 'malta')}`,
  MALTA_COMPOUNDS: `${MALTA} ${COMPOUNDS.replaceAll('PLACE', 'malta')}`,
  WUDAOKOU,
  WUDAOKOU_TABLES: `${WUDAOKOU} ${TABLES.replaceAll('PLACE', 'wudaokou')}`,
  WUDAOKOU_COMPOUNDS: `${WUDAOKOU} ${COMPOUNDS.replaceAll('PLACE', 'wudaokou')}`,
  DOCUMENTS: '--also html map xlsx flatgeobuf geoparquet geopackage qgis kepler',
  GB: '--standard gb50180-2018',
  PACKS:
    'complete-community-2020|gb50180-2018|gb50180-2018-strict|gb50437-seniors|ghsci-500|itdp-pedestrians-first|melbourne-20mn|' +
    'mofcom-convenience|mofcom-convenience-5-8-15|parks-gbt51346|sdg-transit|shandong-fitness|shanghai-2016|tdt1063-indicators|' +
    'zhejiang-culture',
}

const JOBS = `
malta-areas: coverage MALTA DOCUMENTS --out out
malta-areas-standard: coverage MALTA GB DOCUMENTS --out out
malta-tables: coverage MALTA_TABLES DOCUMENTS --out out
malta-tables-standard: coverage MALTA_TABLES GB DOCUMENTS --lang zh --out out
malta-tables-metres: coverage MALTA_TABLES --metres 300,1000 --profile wheelchair --threads 1 --out out
malta-compounds: coverage MALTA_COMPOUNDS --profile older --also html xlsx --out out
malta-two-threads: coverage MALTA --demand grid --minutes 60 --threads 2 --out out
malta-gaps: gaps MALTA_TABLES -o gaps.geojson
malta-check: check MALTA --rejects rejects.csv
malta-explain: explain MALTA_TABLES --block b7 --category pharmacy --json
malta-poster: poster MALTA_TABLES --block b0 b1 b2 --style map --out out
malta-iso-bands: isochrone MALTA --at 14.5127,35.8978 --at 14.239,36.0443 --minutes 5,10,15,30 -o iso.geojson
malta-iso-lines: isochrone MALTA --at 14.5127,35.8978 --at 14.239,36.0443 --style lines --metres 1500 -o iso.geojson
malta-iso-union: isochrone MALTA --category pharmacy --union --minutes 5,10 -o iso.fgb
malta-iso-allocate: isochrone MALTA --category pharmacy --allocate --minutes 15 -o iso.geojsonl
malta-iso-uncovered: isochrone MALTA --category park --blocks @shared/compounds/malta-compounds.geojson --land --uncovered no.geojson

wudaokou-areas: coverage WUDAOKOU DOCUMENTS --lang zh --out out
wudaokou-areas-standard: coverage WUDAOKOU GB DOCUMENTS --lang zh --out out
wudaokou-tables: coverage WUDAOKOU_TABLES DOCUMENTS --lang zh --out out
wudaokou-tables-standard: coverage WUDAOKOU_TABLES GB DOCUMENTS --lang zh --out out
wudaokou-compounds: coverage WUDAOKOU_COMPOUNDS GB --lang zh --out out
wudaokou-gaps: gaps WUDAOKOU_TABLES GB --lang zh --out-crs gcj02
wudaokou-check: check WUDAOKOU --lang zh --rejects rejects.csv
wudaokou-iso: isochrone WUDAOKOU --at 116.3154,40.0 --style smooth --lang zh -o iso.geojson
wudaokou-iso-allocate: isochrone WUDAOKOU --category convenience-store --allocate --minutes 10 --lang zh

town-coverage-<en|zh>: coverage TOWN DOCUMENTS --lang <> --out out
town-standard-<en|zh>: coverage TOWN GB DOCUMENTS --lang <> --out out
town-json-<en|zh>: coverage TOWN GB --json -q --lang <> --out out
town-osm-only-<en|zh>: coverage AREA GB DOCUMENTS --lang <> --out out
town-metres-<en|zh>: coverage TOWN --metres 300,500,1000 --profile older --also html map xlsx --lang <> --out out
town-both: coverage TOWN --facilities-from both --also html --out out
town-one-thread: coverage TOWN --threads 1 --out out
town-child: coverage TOWN --profile child --category kindergarten park --minutes 5,8 --out out
town-wheelchair: coverage TOWN --profile wheelchair --demand grid --also html --out out
town-buildings: coverage TOWN --demand buildings --max-link-metres 60 --out out
town-point: coverage TOWN --demand point --fail-under 50 --out out
town-<gcj02|bd09>: coverage TOWN --out-crs <> --also html geopackage --out out
town-by-<PACKS>: coverage TOWN --standard <> --also html xlsx --lang zh --out out
town-by-file: coverage TOWN --standard @standards/shanghai-2016.json --out out
planner-coverage-<en|zh>: coverage PLANNER GB DOCUMENTS --lang <> --out out
demo-<en|zh>: demo --lang <> --out out
demo-unnamed: demo --json
town-gaps-<en|zh>: gaps TOWN -o gaps.geojson --lang <>
town-gaps-standard-<en|zh>: gaps TOWN GB -o - --lang <>
town-gaps-older: gaps TOWN --profile older --minutes 5 --category clinic park --out-crs gcj02
town-check-<en|zh>: check TOWN GB --lang <>
town-check-json-<en|zh>: check TOWN --json --lang <>
town-check-osm-<en|zh>: check AREA --lang <>
town-check-swapped-<en|zh>: check AREA --facilities @town/gates.csv --blocks @town/facilities.csv --rejects rejects.csv --lang <>
planner-check-<en|zh>: check PLANNER --rejects rejects.csv --save-mapping mapping.json --lang <>
town-explain-<en|zh>: explain TOWN --block BY-01 --category kindergarten GB --lang <>
town-explain-far-<en|zh>: explain TOWN --block HD-3 --category park --minutes 5 --lang <>
town-explain-unlinked-<en|zh>: explain TOWN --block HD-8 --category park --lang <>
town-explain-json: explain TOWN --block LC-Dukou --category pharmacy --profile older --json
town-explain-metres: explain TOWN --block JC-2 --category park --metres 500,1000
planner-explain: explain PLANNER --block BY-03 --category kindergarten GB --lang zh
town-poster-<en|zh>: poster TOWN --all --lang <> --out out
town-poster-map-<en|zh>: poster TOWN --block BY-01 LC-Dukou HD-8 --style map --size a3 --lang <> --out out
town-poster-gates: poster TOWN --all --per-gate --lang zh --title {name}·{gate}·{block} --out out
town-poster-link: poster TOWN GB --block NP-1 --link https://example.org/{block} --profile older --out out

iso-bands: isochrone AREA --at 113.6075,34.7986 --minutes 5,10,15
iso-two-places: isochrone AREA --at 113.6075,34.7986 --at 113.59,34.805 --metres 300,800 --reverse -o iso.geojsonl
iso-<detailed|smooth|lines>: isochrone AREA --category park --style <> --minutes 5,10,15 -o iso.geojson
iso-wide: isochrone AREA --category park --style smooth --band-metres 40 -o iso.geojson
iso-union-<geojson|geojsonl|fgb>: isochrone AREA --category park --union --minutes 5,10,15 -o iso.<>
iso-union-lines: isochrone AREA --category park --union --style lines --reverse -o iso.geojsonl
iso-allocate-<geojson|geojsonl|fgb>: isochrone AREA --category park --allocate --minutes 15 -o iso.<>
iso-allocate-older: isochrone AREA --category park --allocate --reverse --profile older --metres 700 -o iso.geojson
iso-uncovered-<en|zh>: isochrone AREA --category pharmacy --facilities @town/facilities.csv --blocks @town/blocks.geojson --land --uncovered no.geojson -o iso.geojson --lang <>
iso-uncovered-fgb: isochrone AREA --category park --blocks @town/blocks.geojson --uncovered no.fgb --metres 300,500
iso-land: isochrone AREA --category park --blocks @town/blocks.geojson --land --metres 300,500,1000
iso-from-blocks: isochrone AREA --from @town/blocks.geojson --metres 500 -o iso.geojsonl
iso-from-planner: isochrone AREA --from @town/planner/设施.xlsx --crs auto --minutes 5 --lang zh -o iso.fgb
iso-wheelchair: isochrone AREA --from @town/gates.csv --profile wheelchair --union --out-crs bd09 -o iso.geojson

read-gzip: check @made/town.osm.gz --json
read-overpass-json: coverage @shared/cases/01-overpass-body-skel-repeats/gate.json --facilities ./f.csv --blocks ./b.csv --out out
read-overpass-geom: coverage @shared/cases/04-overpass-null-geometry/null_way.json --facilities ./f.csv --blocks ./b.csv --out out
read-overpass-ring: coverage @shared/cases/04-overpass-null-geometry/null_ring.json --facilities ./f.csv --out out
read-overpass-xml: coverage @shared/cases/07-overpass-xml-out-geom/geom.osm --facilities ./f.csv --blocks ./b.csv --out out
read-josm: coverage @shared/cases/03-josm-several-bounds/josm_we.osm --facilities ./f.csv --blocks ./b.csv --out out
read-pbf-locations: coverage @shared/cases/05-pbf-locations-on-ways/low.osm.pbf --facilities ./f.csv --blocks ./b.csv --out out
read-<rdnew|ed50malta|dhdn>: coverage @shared/cases/08-prj-local-datum/<>.osm --facilities ./<>_f.shp --blocks ./<>_b.csv --out out
read-code-page: coverage @shared/cases/18-dbf-code-page/xt.osm --facilities ./cp866_ldid26.shp --blocks ./b.csv --out out
read-cgcs2000: coverage @shared/cases/09-cgcs2000-zone-prefix/beijing_passes.osm --facilities ./beijing_passes_f.csv --blocks ./beijing_passes_b.csv --crs auto --out out
read-xlsx-merged: coverage @shared/cases/10-xlsx-merged-cells/xt.osm --facilities ./f.csv --blocks ./merged.xlsx --totals ./tot.csv --out out
read-xlsx-escapes: coverage @shared/cases/11-xlsx-xHHHH-escapes/xt.osm --facilities ./f.csv --blocks ./escaped.xlsx --out out
read-gbk: coverage @shared/cases/13-gbk-that-is-valid-utf8/xt.osm --facilities ./gbk.csv --blocks ./b.csv --encoding gb18030 --out out
read-escalator: coverage @shared/cases/14-junction-one-way-tie/a.osm --facilities ./a_f.csv --blocks ./a_b.csv --out out
read-two-kinds: coverage @shared/cases/15-semicolon-values/sem2.osm --blocks ./b.csv --out out
read-geojson-odd: coverage @shared/cases/16-geojson-all-rejected-vanishes/xt.osm --facilities ./strings.geojson --blocks ./b.csv --out out
read-<设施台账.xlsx|设施台账-单表头.xlsx|设施-状态.csv|设施-序号重排.csv|设施-只有地址.csv|设施.ods|amap-pois.json>: check WUDAOKOU --facilities @shared/planner/<> --rejects rejects.csv --lang zh
read-<小区底册.xlsx|小区-分街道工作表.xlsx|小区-重复.csv|小区-合计有坐标.xlsx|小区-WKT.csv|小区-度分秒.csv|街坊.kml|compounds.gpkg>: check WUDAOKOU --blocks @shared/planner/<> --rejects rejects.csv --save-mapping mapping.json --lang zh
read-crs-<auto|gcj02|bd09>: check WUDAOKOU --blocks @shared/planner/小区-万人.csv --crs <> --lang zh
read-sheet: check WUDAOKOU --facilities @shared/planner/设施台账.xlsx --sheet 2 --default-category clinic --lang zh

version: --version
help: --help
help-nothing:
help-<coverage|gaps|check|isochrone|explain|poster|demo|standards|categories>: <> --help
standards-<en|zh>: standards --lang <>
standards-json: standards --json
standard-<PACKS>-en: standards <>
standard-<PACKS>-zh: standards <> --lang zh
standard-json: standards shanghai-2016 --json
categories-<en|zh>: categories --lang <>
categories-json: categories --json

wrong-command-<en|zh>: covrage --lang <>
wrong-option-<en|zh>: coverage AREA --minuts 5 --out out --lang <>
wrong-no-area-<en|zh>: coverage --out out --lang <>
wrong-no-out-<en|zh>: coverage AREA --lang <>
wrong-minutes-<en|zh>: coverage AREA --minutes ten --out out --lang <>
wrong-choice-<en|zh>: coverage AREA --demand doors --out out --lang <>
wrong-category-<en|zh>: coverage AREA --category kindergarden --out out --lang <>
wrong-standard-<en|zh>: coverage AREA --standard gb50180 --out out --lang <>
wrong-pack-<en|zh>: coverage AREA --standard @town/blocks.geojson --out out --lang <>
wrong-together-<en|zh>: coverage TOWN --out-crs gcj02 --also qgis --out out --lang <>
wrong-missing-file-<en|zh>: coverage nowhere.osm.pbf --out out --lang <>
wrong-not-an-area-<en|zh>: coverage @town/README.md --out out --lang <>
wrong-not-a-table-<en|zh>: coverage AREA --facilities @town/README.md --out out --lang <>
wrong-crs-<en|zh>: coverage AREA --facilities @town/facilities.csv --crs EPSG:4527 --out out --lang <>
wrong-folder-full-<en|zh>: coverage TOWN --out ../inputs --lang <>
wrong-block-<en|zh>: explain TOWN --block BY-99 --category park --lang <>
wrong-no-places-<en|zh>: isochrone AREA --minutes 5 --lang <>
wrong-place-<en|zh>: isochrone AREA --at 34.7986,113.6075 --minutes 5 --lang <>
wrong-outside-<en|zh>: isochrone AREA --at 14.5,35.9 --minutes 5 --lang <>
wrong-format-<en|zh>: isochrone AREA --at 113.6075,34.7986 -o iso.shp --lang <>
wrong-pages-<en|zh>: poster TOWN --out out --lang <>
`

/** Jobs that read what others left, so they run when those are done. */
const LATER_JOBS = `
read-mapping: check PLANNER --mapping ../planner-check-en/mapping.json --json
read-flatgeobuf: check AREA --facilities ../town-coverage-zh/out/facilities.fgb --blocks ../town-coverage-en/out/blocks.fgb --json
read-rejects: check AREA --facilities ../town-check-swapped-en/rejects.csv --default-category park
`

/** The jobs of a list: name and words. `./` is the folder of the input before it. */
function jobsIn(list) {
  const lines = list
    .replace(/\b[A-Z_]+\b/g, (word) => SHORT[word] ?? word)
    .split('\n')
    .filter((line) => line !== '')
  return lines.flatMap((line) => {
    const choices = /<(.+?)>/.exec(line)?.[1].split('|') ?? ['']
    return choices.map((choice) => {
      const [name, ...words] = line.replace(/<.*?>/g, choice).split(/:? +|:$/)
      const folder = words.find((word) => word.startsWith('@')) ?? ''
      return {
        name,
        words: words.filter((word) => word !== '').map((word) => word.replace(/^\.(?=\/)/, dirname(folder))),
      }
    })
  })
}

/** Files in a folder and below, as sorted paths with /. */
function filesIn(folder, under = '') {
  return readdirSync(join(folder, under), { withFileTypes: true })
    .flatMap((entry) => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`
      return entry.isDirectory() ? filesIn(folder, path) : [path]
    })
    .sort()
}

/** Copies a file or a folder, if it is there, as files that can be removed again. */
function copyIn(from, to) {
  if (!existsSync(from)) return
  const isFolder = statSync(from).isDirectory()
  for (const file of isFolder ? filesIn(from) : ['']) {
    const target = join(to, file)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, readFileSync(join(from, file)))
  }
}

/** The inputs lie beside the outputs, so that `diff` also says where two runs did not read the same. */
function gatherInputs(inputs, data) {
  copyIn(join(root, 'data', 'sample-town'), join(inputs, 'town'))
  copyIn(join(root, 'data', 'standards'), join(inputs, 'standards'))
  for (const name of SHARED) copyIn(join(data, name), join(inputs, 'shared', name))
  mkdirSync(join(inputs, 'made'))
  writeFileSync(join(inputs, 'made', 'town.osm.gz'), gzipSync(readFileSync(join(inputs, 'town', 'town.osm'))))
}

/** Runs a command line in a job's folder. Returns the exit code; null where it did not end by itself. */
async function runIn(folder, bin, words) {
  const out = openSync(join(folder, 'stdout.txt'), 'w')
  const err = openSync(join(folder, 'stderr.txt'), 'w')
  // One time zone for all. Bars, colours and widths are for terminals only, and these are files.
  const child = spawn(process.execPath, [bin, ...words], {
    cwd: folder,
    env: { ...process.env, TZ: 'UTC' },
    stdio: ['ignore', out, err],
    timeout: JOB_MS_AT_MOST,
  })
  const [status] = await once(child, 'close')
  closeSync(out)
  closeSync(err)
  writeFileSync(join(folder, 'exit.txt'), `${status}\n`)
  return status
}

async function make(folder, bin, data) {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`)
  if (!existsSync(bin)) throw new Error(`There is no ${bin}.`)
  const inputs = join(folder, 'inputs')
  mkdirSync(inputs, { recursive: true })
  gatherInputs(inputs, data)
  const skipped = []
  const broken = []
  const runJob = async ({ name, words }) => {
    const own = join(folder, name)
    mkdirSync(own)
    const absent = words.filter((word) => word.startsWith('@') && !existsSync(join(inputs, word.slice(1))))
    if (absent.length > 0) {
      skipped.push(name)
      writeFileSync(join(own, 'skipped.txt'), `${absent.join('\n')}\n`)
      console.log(`${name}: skipped, there is no ${absent.join(', ')}`)
      return
    }
    const start = performance.now()
    const given = words.map((word) => word.replace(/^@/, '../inputs/'))
    const status = await runIn(own, bin, given)
    // 1 is a bug or a system that refused, and null a run that was stopped: two such runs, alike or not, prove nothing.
    if (status === 1 || status === null) broken.push(name)
    console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s, exit ${status}`)
  }
  const begin = performance.now()
  let count = 0
  for (const list of [JOBS, LATER_JOBS]) {
    const jobs = jobsIn(list)
    count += jobs.length
    const next = jobs.values()
    const lane = async () => {
      for (const job of next) await runJob(job)
    }
    await Promise.all([lane(), lane()])
  }
  const seconds = ((performance.now() - begin) / 1000).toFixed(0)
  console.log(`${count - skipped.length} jobs run in ${seconds} s, ${skipped.length} skipped, ${broken.length} broken.`)
  for (const name of broken) console.log(`broken: ${name}`)
  if (broken.length > 0) process.exitCode = 1
}

/** Where two files part: the byte, and for texts the line with what stands there. */
function firstDifference(a, b) {
  const shorter = Math.min(a.length, b.length)
  let at = 0
  while (at < shorter && a[at] === b[at]) at++
  const sizes = `byte ${at} of ${a.length} and ${b.length}`
  if (a.subarray(0, 8000).includes(0) || b.subarray(0, 8000).includes(0)) return sizes
  const lineBegin = a.subarray(0, at).lastIndexOf(10) + 1
  let number = 1
  for (let i = 0; i < lineBegin; i++) if (a[i] === 10) number++
  const excerpt = (bytes) => {
    const lineEnd = bytes.indexOf(10, at)
    const end = Math.min(lineEnd === -1 ? bytes.length : lineEnd, at + 60)
    return JSON.stringify(bytes.subarray(Math.max(lineBegin, at - 60), end).toString())
  }
  return `${sizes}, line ${number}\n    A ${excerpt(a)}\n    B ${excerpt(b)}`
}

function diff(folderA, folderB) {
  const inA = new Set(filesIn(folderA))
  const inB = new Set(filesIn(folderB))
  const files = [...new Set([...inA, ...inB])].sort()
  let same = 0
  let differing = 0
  for (const file of files) {
    if (!inB.has(file)) console.log(`missing ${file}`)
    else if (!inA.has(file)) console.log(`new     ${file}`)
    else {
      const a = readFileSync(join(folderA, file))
      const b = readFileSync(join(folderB, file))
      if (a.equals(b)) same++
      else {
        differing++
        console.log(`differs ${file}: ${firstDifference(a, b)}`)
      }
    }
  }
  const missing = files.filter((file) => !inB.has(file)).length
  const added = files.filter((file) => !inA.has(file)).length
  const jobs = files.filter((file) => file.endsWith('/exit.txt')).length
  const skipped = files.filter((file) => file.endsWith('/skipped.txt')).length
  console.log(
    `${jobs} jobs${skipped > 0 ? ` (${skipped} more were skipped)` : ''}, ${files.length} files: ` +
      `${same} the same, ${differing} differ, ${missing} missing, ${added} new.`,
  )
  if (jobs === 0) console.log('No job was run: this proves nothing.')
  if (same < files.length || jobs === 0) process.exitCode = 1
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { bin: { type: 'string' }, data: { type: 'string' } },
})
const [task, ...folders] = positionals
if (task === 'make' && folders.length === 1) {
  const bin = values.bin ?? join(root, 'bin', 'living-circle.js')
  await make(resolve(folders[0]), resolve(bin), resolve(values.data ?? join(root, '..', 'shared', 'data')))
} else if (task === 'diff' && folders.length === 2) diff(folders[0], folders[1])
else {
  console.error('Usage: compare-outputs.mjs make FOLDER [--bin living-circle.js] [--data DIR] | diff FOLDER_A FOLDER_B')
  process.exitCode = 2
}
