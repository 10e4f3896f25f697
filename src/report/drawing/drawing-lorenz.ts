// The Lorenz curve as a drawing: people from those who have least along, their part of all value up, the line of equality, and what lies between. A
// measure in, SVG out. It does not know what is shared.
import type { Fairness } from '../../answer/fairness.ts'
import { type Lang, sayIn } from '../../words/words.ts'
import { escapeText } from '../text/html-text.ts'
import { INK, PAPER } from './drawing-colours.ts'

/** Side of the square, and room for words around it. */
const SIDE = 320
const LEFT = 56
const TOP = 48
const BELOW = 52
const CURVE = '#1f6f9f'

export interface LorenzOptions {
  readonly lang?: Lang | undefined
  /** Above the drawing. */
  readonly title?: string | undefined
}

/**
 * Draws the curve; `null` where there is none, as for values that are all 0.
 *
 * @example
 * ```ts
 * import { lorenzSvg, measureFairness } from 'living-circle/parts'
 * const found = measureFairness([{ value: 1, population: 10 }, { value: 3, population: 10 }])
 * lorenzSvg(found, { title: 'Access' })?.startsWith('<svg') // true
 * ```
 */
export function lorenzSvg({ lorenz, measures }: Fairness, { lang = 'en', title }: LorenzOptions = {}): string | null {
  if (lorenz === null) return null
  const x = (part: number) => (LEFT + part * SIDE).toFixed(1)
  const y = (part: number) => (TOP + SIDE - part * SIDE).toFixed(1)
  const curve = lorenz.map(([people, value]) => `${x(people)} ${y(value)}`).join('L')
  const ticks = [0, 0.25, 0.5, 0.75, 1]
    .map(
      (part) =>
        `<path d="M${x(part)} ${y(0)}v5M${x(0)} ${y(part)}h-5" stroke="${INK}"/>` +
        `<text x="${x(part)}" y="${TOP + SIDE + 18}" text-anchor="middle">${part * 100}%</text>` +
        `<text x="${LEFT - 9}" y="${Number(y(part)) + 4}" text-anchor="end">${part * 100}%</text>`,
    )
    .join('')
  const gini = sayIn(lang, 'lorenz_gini', { gini: measures.gini!.toFixed(3) })
  const heading = escapeText(title === undefined ? gini : `${title} · ${gini}`)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + SIDE + 24} ${TOP + SIDE + BELOW}" font-family="sans-serif" font-size="11" fill="${INK}" role="img" aria-label="${heading}">` +
    `<rect width="100%" height="100%" fill="${PAPER}"/><text x="${LEFT}" y="28" font-size="14" font-weight="600">${heading}</text>` +
    `<path d="M${curve}Z" fill="${CURVE}" fill-opacity=".15"/>` +
    `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="${INK}" stroke-dasharray="5 4" fill="none"/>` +
    `<path d="M${curve}" stroke="${CURVE}" stroke-width="2.5" fill="none" stroke-linejoin="round"/>` +
    `<path d="M${x(0)} ${y(1)}V${y(0)}H${x(1)}" stroke="${INK}" fill="none"/>${ticks}` +
    `<text x="${x(0.5)}" y="${TOP + SIDE + 40}" text-anchor="middle">${escapeText(sayIn(lang, 'lorenz_people'))}</text>` +
    `<text transform="translate(14 ${y(0.5)}) rotate(-90)" text-anchor="middle">${escapeText(sayIn(lang, 'lorenz_value'))}</text></svg>\n`
  )
}
