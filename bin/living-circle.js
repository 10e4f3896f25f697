#!/usr/bin/env node
import module from 'node:module'

// Node 22 and later keep compiled code in a folder of their own in the system's temporary one; the second run starts sooner.
module.enableCompileCache?.()
const { start } = await import('../dist/cli/start.js')
process.exitCode = await start(process.argv.slice(2))
