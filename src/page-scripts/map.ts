// The script of the map page: the panel first, then the map, interactive where the browser can.
import { drawWithMaplibre } from './map-gl.ts'
import { links } from './map-links.ts'
import { drawPanel } from './map-panel.ts'
import { drawOnPaper } from './map-print.ts'
import { selectBlock, selectFacility } from './map-state.ts'
import { drawAsSvg } from './map-svg.ts'

drawPanel()
const map = drawWithMaplibre()
if (map === null) drawAsSvg()
else drawOnPaper(map)
// What is folded on the screen is read on paper.
window.addEventListener('beforeprint', () => {
  document.querySelectorAll<HTMLDetailsElement>('#detail details').forEach((folded) => {
    folded.open = true
  })
})
// For whoever steers the page from outside: a test, a developer's console.
Object.assign(window, { LC: { map, links, selectBlock, selectFacility } })
