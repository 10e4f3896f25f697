// One result to a file (whole or not at all) or to stdout.
import { breathe, type Session } from './session.ts'
import { sayIn } from './words.ts'

/** Writes pieces of bytes to a path, or to stdout for `-`. */
export async function deliver(
  session: Session,
  path: string,
  pieces: () => Iterable<string | Uint8Array>,
  options: { readonly overwrite: boolean | undefined },
): Promise<void> {
  const library = await session.library()
  if (path === '-') {
    const decoder = new TextDecoder()
    for (const piece of pieces()) {
      session.terminal.result(typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))
      const { stdout: lost } = await session.terminal.settled()
      if (lost !== undefined) throw library.cannotPrint(lost, false)
      await breathe(session)
    }
    return
  }
  await library.writeFileAtomically(path, pieces, { ...options, signal: session.signal })
  session.terminal.note(sayIn(session.lang)('wrote', { path }))
}
