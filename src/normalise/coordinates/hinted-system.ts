// What headers say about the system of the coordinates under them. Texts in, a system's id out.

/** A system that headers can name. `cgcs2000` counts as WGS-84 in degrees; in metres its zone is found from the numbers. */
export type HintedSystemId = 'wgs84' | 'gcj02' | 'bd09' | 'cgcs2000'

const HINTS: readonly (readonly [id: HintedSystemId, words: RegExp])[] = [
  ['gcj02', /gcj|火星|高德|腾讯|騰訊|amap|autonavi|tencent|mars/],
  ['bd09', /bd09|百度|baidu|^bd(?:lng|lon|lat|x|y)$/],
  ['cgcs2000', /cgcs|国家2000|2000国家|大地2000|2000大地|國家2000/],
  ['wgs84', /wgs|gps|地球坐标/],
]

/**
 * What the headers of the coordinates say about their system: `高德经度`, `gcj02_lng`, `坐标（百度）经度`, `CGCS2000_X`; an AMap typecode
 * column means GCJ-02.
 *
 * @param columns headers of the table
 * @param coordinateColumns those that hold coordinates; other columns may well speak of Baidu, too. Default: all
 */
export function hintedSystem(
  columns: readonly string[],
  coordinateColumns: readonly string[] = columns,
): { readonly id: HintedSystemId; readonly header: string } | null {
  for (const header of coordinateColumns) {
    const text = header
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_()[\]{}.-]+/g, '')
    const hint = HINTS.find(([, words]) => words.test(text))
    if (hint !== undefined) return { id: hint[0], header }
  }
  const typecode = columns.find((header) => /^typecode$/i.test(header.trim()))
  return typecode === undefined ? null : { id: 'gcj02', header: typecode }
}
