// A block by what people call it: its id, or its name. A name that several blocks have is told with their ids; one that none has, with
// what was probably meant.
import type { AccessReport } from '../library.ts'
import type { Library } from '../session.ts'
import { printable } from '../tables/text-table.ts'
import { UsageError, usage } from '../usage-error.ts'

type Block = AccessReport['blocks'][number]

/** Blocks that an error lists. */
const LISTED = 10

/** The number of the block of an id, else of a name. @throws UsageError where there is none, or the name has several */
export function namedBlock(library: Library, blocks: readonly Block[], text: string): number {
  const byId = blocks.findIndex(({ id }) => id === text)
  if (byId >= 0) return byId
  const wanted = text.trim()
  const numbers = blocks.flatMap(({ name }, index) => (name !== null && name.trim() === wanted ? [index] : []))
  if (numbers.length === 1) return numbers[0]!
  if (numbers.length > 1)
    throw severalBlocks(
      numbers.map((index) => blocks[index]!),
      wanted,
    )
  throw unknownBlock(library, blocks, text)
}

function severalBlocks(blocks: readonly Block[], name: string): UsageError {
  const where = ({ community, street, district }: Block) =>
    [community, street, district].filter((area) => area !== null).join(', ')
  const list = blocks.slice(0, LISTED).map((block) => {
    const area = where(block)
    return printable(area === '' ? block.id : `${block.id} (${area})`)
  })
  if (blocks.length > LISTED) list.push('…')
  return new UsageError(
    usage('usage.many-blocks', { name: printable(name), n: blocks.length }),
    usage('hint.many-blocks', { list: list.join('; ') }),
    { block: name, ids: blocks.map(({ id }) => id) },
  )
}

function unknownBlock({ suggest }: Library, blocks: readonly Block[], text: string): UsageError {
  const near = suggest(
    text,
    blocks.flatMap(({ id, name }) => (name === null ? [id] : [name, id])),
  )
  return new UsageError(
    usage('usage.no-block', { id: text, n: blocks.length }),
    near === undefined
      ? usage('hint.block-ids', {
          list: blocks
            .slice(0, 3)
            .map(({ id, name }) => printable(name ?? id))
            .join(', '),
        })
      : usage('hint.did-you-mean', { word: near }),
    { block: text },
  )
}
