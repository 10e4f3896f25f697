// Writes the reference of all doors to docs/api/, as pages; a warning is an error. The generator reads TypeScript as its own version of the
// compiler does, which is older than the project's: both are fetched for the run, in these versions, and nobody who installs the package
// or works on it carries them. The types themselves are checked by the project's compiler.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const packages = ['typedoc@0.28.20', 'typescript@6.0.3'].map((name) => `--package=${name}`)
const { status } = spawnSync('npm', ['exec', '--yes', ...packages, '--', 'typedoc', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exitCode = status ?? 1
