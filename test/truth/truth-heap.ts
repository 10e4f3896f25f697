// A plain binary heap of names by value, for the slow truth's Dijkstra. Knows nothing of streets.

export class StageHeap {
  readonly #items: { readonly key: string; readonly value: number }[] = []

  push(key: string, value: number) {
    const items = this.#items
    let i = items.push({ key, value }) - 1
    while (i > 0) {
      const above = (i - 1) >> 1
      if (items[above]!.value <= items[i]!.value) break
      this.#swap(i, above)
      i = above
    }
  }

  pop(): { readonly key: string; readonly value: number } | undefined {
    const items = this.#items
    if (items.length <= 1) return items.pop()
    const top = items[0]!
    items[0] = items.pop()!
    for (let i = 0; ; ) {
      let least = i
      for (const below of [2 * i + 1, 2 * i + 2]) {
        if (below < items.length && items[below]!.value < items[least]!.value) least = below
      }
      if (least === i) return top
      this.#swap(i, least)
      i = least
    }
  }

  #swap(i: number, j: number) {
    const items = this.#items
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
}
