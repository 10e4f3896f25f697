// Bundles the scripts of pages (src/page-scripts, for browsers) into one module of texts, so that whoever writes a page needs no file
// system. The module is committed; test/package.test.ts fails when it is older than its sources.
import { readFileSync, writeFileSync } from 'node:fs'
import { buildSync } from 'esbuild'

/** Name of the text, and the script that it is. */
const SCRIPTS = { LANGUAGE_SCRIPT: 'language.ts', TABLE_SCRIPT: 'report-table.ts', MAP_SCRIPT: 'map.ts' }

/** @returns {{ path: string, text: string }} the module as it should be; a line of a script is a line of it, so that changes can be read */
export function pageScriptModule(root) {
  const texts = Object.entries(SCRIPTS).map(([name, file]) => {
    const lines = bundled(root, file).trimEnd().split('\n')
    return `\nexport const ${name}: string = [\n${lines.map((line) => `  ${JSON.stringify(line)},\n`).join('')}].join('\\n')\n`
  })
  const head = '// Made from src/page-scripts by scripts/page-scripts.mjs. Edit those files, not this one.\n'
  return { path: `${root}/src/report/pages/page-script-data.ts`, text: head + texts.join('') }
}

/** Writes the module where its text has changed. */
export function embedPageScripts(root) {
  const { path, text } = pageScriptModule(root)
  let before = null
  try {
    before = readFileSync(path, 'utf8')
  } catch {}
  if (before !== text) writeFileSync(path, text)
}

function bundled(root, file) {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: [`src/page-scripts/${file}`],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    minifySyntax: true,
    tsconfigRaw: '{}',
  })
  const text = outputFiles[0].text
  // A script ends where its element does.
  if (/<\/script|<!--/i.test(text)) throw new Error(`${file} holds what would end its element`)
  return text
}
