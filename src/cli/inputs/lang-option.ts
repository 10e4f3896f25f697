// `--lang`, which every command has. Without it the environment decides, before any command begins (see first-look).
import { Option } from 'commander'
import { LANGS } from '../first-look.ts'

/** The option, with what it is the language of. */
export function langOption(description: string): Option {
  return new Option('--lang <code>', `${description} (default: by LC_ALL or LANG, else en)`).choices(LANGS)
}
