// Writes the tables of README.md and docs/ that follow from the sources, between two comments that name them. test/package.test.ts fails when one
// is older than its source.
import { readFileSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

/** @returns {Promise<{ path: string, text: string }[]>} every page with such a table, as it should be */
export async function pagesWithTables(root) {
  const page = (name, table, path) => ({ path, text: withTable(readFileSync(path, 'utf8'), name, table) })
  return [
    page('profiles', await profileTable(root), `${root}/docs/walking-model.md`),
    page('outputs', await outputTable(root, 'aboutEn', ['writes', 'for']), `${root}/README.md`),
    page('outputs-zh', await outputTable(root, 'aboutZh', ['写出', '用途']), `${root}/README.zh.md`),
  ]
}

async function profileTable(root) {
  const { WALK_PROFILES, DEFAULT_PROFILE } = await importSource(`${root}/src/network/profile.ts`)
  const rows = WALK_PROFILES.map((profile) => {
    const name = `\`${profile.id}\`${profile === DEFAULT_PROFILE ? ' (default)' : ''}`
    const perHour = Math.round(profile.walkMetresPerSecond * 360) / 100
    const steps = profile.stepsTimeFactor === null ? 'cannot pass' : `time × ${profile.stepsTimeFactor}`
    return `| ${name} | ${profile.walkMetresPerSecond} m/s = ${perHour} km/h | ${steps} |\n`
  })
  return `| profile | speed | steps |\n|---|---|---|\n${rows.join('')}`
}

/** What `--also` may name, from the registry of outputs. */
async function outputTable(root, about, [writes, purpose]) {
  const { OUTPUTS } = await importSource(`${root}/src/report/outputs/outputs.ts`)
  const rows = OUTPUTS.filter(({ kind }) => kind !== 'usual').map(({ id, files, [about]: use }) => {
    const names = files.map(({ name }) => `\`${name}\``).join(', ')
    return `| \`${id}\` | ${names} | ${use} |\n`
  })
  return `| \`--also\` | ${writes} | ${purpose} |\n|---|---|---|\n${rows.join('')}`
}

/** Writes the pages whose tables have changed. */
export async function writeDocTables(root) {
  for (const { path, text } of await pagesWithTables(root)) {
    if (readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
  }
}

function withTable(page, name, table) {
  const [start, end] = [`<!-- ${name}: made from src by scripts/doc-tables.mjs -->\n`, `<!-- end of ${name} -->\n`]
  const [from, to] = [page.indexOf(start), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`The page lacks the comments around its table "${name}".`)
  return page.slice(0, from + start.length) + table + page.slice(to)
}

/** A TypeScript module, compiled in memory: the build runs on a Node that reads no types. */
async function importSource(path) {
  // What a module loads when it is asked to is not asked for here.
  const leaveLoaded = {
    name: 'leave-loaded',
    setup: ({ onResolve }) =>
      onResolve({ filter: /./ }, ({ kind, path }) =>
        kind === 'dynamic-import' ? { path, external: true } : undefined,
      ),
  }
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    plugins: [leaveLoaded],
  })
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)
}
