// What is said to people, as data: which sentence and what stands in its places. Plain, so that it crosses threads and files.
// It does not know any sentence; `words/` has them.

/** A name that the data have in several languages; where one is missing, the English one stands. */
export interface Named {
  readonly names: Readonly<Record<string, string>> & { readonly en: string }
}

/** What may stand in a place of a sentence: text as it is, a number, a name, another sentence, or a list of these. */
export type MessageValue = MessagePart | readonly MessagePart[]
export type MessagePart = string | number | Named | Message

/** What stands in the places of a sentence, by name. */
export type MessageValues = Readonly<Record<string, MessageValue>>

/** A sentence by its key, which is stable, and what stands in its places. */
export interface Message {
  readonly key: string
  readonly values?: MessageValues | undefined
}

/** A {@link Message} together with what it says in English. */
export interface Spoken {
  /** What is said, in English. */
  readonly message: string
  /** Which sentence that is; `sayMessage` says it in another language. */
  readonly key: string
  readonly values: MessageValues
}
