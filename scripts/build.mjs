// Builds dist/ with plain tsc, from an empty folder, after refreshing the data modules made from data/*.json.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { embedData } from './embed-data.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
embedData(root)
rmSync(`${root}/dist`, { recursive: true, force: true })
const tsc = `${root}/node_modules/typescript/bin/tsc`
const { status } = spawnSync(process.execPath, [tsc, '-p', `${root}/tsconfig.build.json`], { stdio: 'inherit' })
process.exitCode = status ?? 1
