// The interactive map on paper: what the screen shows, copied to a plain picture with its scale when the page is printed. A browser may
// have thrown away what WebGL drew, and lays a page out for paper too late to draw it anew.
import type { Map as GlMap } from 'maplibre-gl'
import { colours } from './map-state.ts'
import { byId } from './page.ts'

/** Keeps a picture of the map ready for paper. */
export function drawOnPaper(map: GlMap): void {
  window.addEventListener('beforeprint', () => {
    map.redraw()
    const drawn = map.getCanvas()
    const paper = byId<HTMLCanvasElement>('paper')
    paper.width = drawn.width
    paper.height = drawn.height
    const pen = paper.getContext('2d')!
    pen.drawImage(drawn, 0, 0)
    const scale = map.getContainer().querySelector<HTMLElement>('.maplibregl-ctrl-scale')
    if (scale !== null) drawScale(pen, scale, drawn.width / Math.max(1, drawn.clientWidth), drawn.height)
  })
}

/** The bar as it stands on the screen, as long as there and with its words. */
function drawScale(pen: CanvasRenderingContext2D, scale: HTMLElement, ratio: number, height: number) {
  const [left, low, long] = [12 * ratio, height - 12 * ratio, scale.offsetWidth * ratio]
  pen.fillStyle = 'rgba(255,255,255,.85)'
  pen.fillRect(left - 4 * ratio, low - 20 * ratio, long + 8 * ratio, 26 * ratio)
  pen.strokeStyle = pen.fillStyle = colours.ink!
  pen.lineWidth = 1.5 * ratio
  pen.beginPath()
  pen.moveTo(left, low - 5 * ratio)
  pen.lineTo(left, low)
  pen.lineTo(left + long, low)
  pen.lineTo(left + long, low - 5 * ratio)
  pen.stroke()
  pen.font = `${12 * ratio}px sans-serif`
  pen.fillText(scale.textContent ?? '', left + 4 * ratio, low - 6 * ratio)
}
