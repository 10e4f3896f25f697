// Asks the built command line for the help of every command in every language and writes the answers down, as src/cli/prepared-help.ts
// finds them. Run by the build in a process of its own, without a terminal, as the texts are broken to its width.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const { main } = await import(`${dist}cli/main.js`)

async function answer(argv, lang) {
  let text = ''
  const environment = { LANG: lang }
  const streams = {
    stdout: (piece) => {
      text += piece
    },
    stderr: () => {},
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    environment,
  }
  const code = await main(argv, streams)
  if (code !== 0 || text === '') throw new Error(`${argv.join(' ')} gave ${code}`)
  return text
}

/** Names of the commands that a help lists. */
const namesIn = (help, heading) => {
  const [, list = ''] = help.split(`\n${heading}:\n`)
  return Array.from(list.split('\n\n')[0].matchAll(/^ {2}([a-z][a-z-]*)/gm), ([, name]) => name).filter(
    (name) => name !== 'help',
  )
}

const program = await answer(['--help'], 'en')
const names = namesIn(program, 'Commands')
if (names.length < 10) throw new Error('The help lists no commands')
for (const lang of ['en', 'zh']) {
  const texts = { '--version': await answer(['--version'], lang), '': await answer(['--help'], lang) }
  for (const name of names) {
    texts[name] = await answer([name, '--help'], lang)
    for (const within of namesIn(await answer([name, '--help'], 'en'), 'Commands')) {
      texts[`${name} ${within}`] = await answer([name, within, '--help'], lang)
    }
  }
  writeFileSync(`${dist}cli/help-${lang}.json`, JSON.stringify(texts))
}
