// The licences of packages of which parts were bundled. Paths of bundled files in, one text out.
import { readdirSync, readFileSync } from 'node:fs'

/** For packages that name this licence and bring no text of it. */
const ISC = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that
the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES
OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR
ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS
ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`

/** @returns {string} the licences, one after the other, in order of the packages */
export function licencesOf(root, inputs) {
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []))
  const texts = [...folders].map((folder) => {
    const { name, version, license, author } = JSON.parse(readFileSync(`${root}/${folder}/package.json`, 'utf8'))
    const file = readdirSync(`${root}/${folder}`).find((entry) => /^licen[cs]e/i.test(entry))
    if (file !== undefined) return `${name} ${version}\n\n${readFileSync(`${root}/${folder}/${file}`, 'utf8').trim()}\n`
    if (license !== 'ISC') throw new Error(`${name} has no licence beside it: leave it out of the bundle`)
    return `${name} ${version}\n\nISC License\n\nCopyright (c) ${author} and contributors\n\n${ISC}\n`
  })
  const head =
    'The files of this folder contain parts of these packages. MapLibre GL lies in maplibre/, with its licence.\n'
  return [head, ...texts.sort()].join(`\n${'-'.repeat(80)}\n\n`)
}
