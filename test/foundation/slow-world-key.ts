// The curve over the Earth as it is defined: slowly, in big integers.

/** Place on the curve of a cell of the square of 2^32 × 2^32 cells, level by level. */
export function slowWorldKey(lonE7: number, latE7: number): bigint {
  let column = BigInt(lonE7) + 2_457_483_648n
  let row = BigInt(latE7) + 2_647_483_648n
  let key = 0n
  for (let level = 31n; level >= 0n; level--) {
    const right = (column >> level) & 1n
    const upper = (row >> level) & 1n
    key = key * 4n + ((3n * right) ^ upper)
    if (upper === 0n) {
      if (right === 1n) [column, row] = [2n ** 32n - 1n - column, 2n ** 32n - 1n - row]
      ;[column, row] = [row, column]
    }
  }
  return key
}
