// What a result was made from and how, as one plain value: run.json. Whoever has the same inputs gets the same bytes again. Types only; it does not
// know how inputs are read or files written.

/** Version of the form of run.json; the first number changes where a reader of the one before would go wrong. */
export const RUN_SCHEMA_VERSION = '1.0'

/** What an option may be in a run or in a project file. */
export type OptionValue = string | number | boolean | readonly (string | number)[]

/** Options by their long names without the dashes. */
export type OptionValues = Readonly<Record<string, OptionValue>>

/** A file that a run read. */
export interface RunInput {
  /** Long name of the option that names it; `area` for the streets. */
  readonly option: string
  /** From the folder of the result, with `/`; `-` is standard input. */
  readonly path: string
  /** What outputs call it. */
  readonly name: string
  readonly bytes: number
  /** SHA-256, hexadecimal. */
  readonly sha256: string
  /** The data's own date, ISO; `null` unknown. */
  readonly date: string | null
  /** Its rows; `null` for files that have none (profiles, mappings). `read = used + rejected + outside + notAsked`. */
  readonly counts: {
    readonly read: number
    readonly used: number
    readonly rejected: number
    readonly outside: number
    readonly notAsked: number
  } | null
}

/** A file that a run wrote. */
export interface RunOutput {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** run.json. */
export interface RunRecord {
  readonly schema: 'living-circle/run'
  readonly schemaVersion: string
  /** The run by what decides its answer: the inputs' content, the options that change numbers, the versions. */
  readonly runId: string
  readonly toolVersion: string
  readonly modelVersion: string
  /** Packages whose version can change bytes. */
  readonly packages: Readonly<Record<string, string>>
  readonly command: string
  readonly area: string
  /** As they hold, defaults filled in; together with `command` and `area` a project file. */
  readonly options: OptionValues
  /** Whose map it is. */
  readonly attribution: string
  /** Date of the streets, ISO; `null` unknown. */
  readonly osmDate: string | null
  readonly inputs: readonly RunInput[]
  readonly outputs: readonly RunOutput[]
  /** Files of earlier runs that lay beside the outputs; summary.json names them. */
  readonly notOfThisRun: readonly string[]
}
