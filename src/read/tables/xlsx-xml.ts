// The XML parts of a workbook of any format as a stream of elements. In: a part of a zip archive. Out: calls for what opens, closes and is written.
// It does not know what the elements mean.
import { SaxesParser } from 'saxes'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import { problem } from '../../words/problem.ts'
import type { ZipArchive, ZipPart } from './zip-archive.ts'

/** Elements within elements: a cell needs eight. */
const MAX_DEPTH = 500

/** How a part is read. */
export interface XmlOptions extends RunOptions {
  /** Names of elements with their prefix, where two that differ by it mean different things. Default: without. */
  readonly keepsPrefixes?: boolean | undefined
}

/** What is told of a part. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Feeds a part's XML to a parser.
 *
 * @throws LivingCircleError `input-format` (not well formed, or cut off), `input-too-large`
 */
export function parseXml(
  source: string,
  archive: ZipArchive,
  part: ZipPart,
  options: XmlOptions,
  handlers: XmlHandlers,
): void {
  const parser = new SaxesParser()
  const nameOf = options.keepsPrefixes === true ? (name: string) => name : localName
  let failure: Error | null = null
  let depth = 0
  parser.on('error', (error) => {
    failure ??= error
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > MAX_DEPTH) throw problem('input-too-large', 'xml.too-deep', { source, most: MAX_DEPTH })
    handlers.open(nameOf(name), attributes as Record<string, string>)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    handlers.close?.(nameOf(name))
  })
  if (handlers.text !== undefined) parser.on('text', handlers.text)
  const decoder = new TextDecoder()
  const attempt = (step: () => void): void => {
    try {
      step()
    } catch (error) {
      // The parser gathers a text in one string, whose length the engine limits.
      if (!(error instanceof RangeError)) throw error
      throw problem('input-too-large', 'xlsx.endless-text', { source, part: part.name }, { cause: error })
    }
    if (failure === null) return
    throw problem(
      'input-format',
      'xlsx.part-xml',
      { source, part: part.name, reason: failure.message.slice(0, 120) },
      { hint: 'hint.save-workbook' },
    )
  }
  for (const chunk of archive.open(part)) {
    throwIfAborted(options.signal)
    attempt(() => parser.write(decoder.decode(chunk, { stream: true })))
  }
  attempt(() => parser.write(decoder.decode()))
  attempt(() => parser.close())
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** An attribute by its name without prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name]
  const prefixed = Object.keys(attributes).find((key) => localName(key) === name)
  return prefixed === undefined ? undefined : attributes[prefixed]
}

/**
 * Undoes the way in which workbooks write control characters: `_x000D_` is a line break, `_x005F_` the underline of a text that looks so.
 */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
