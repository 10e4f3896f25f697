// All quarters in the order they are drawn (chance is drawn in this order, too).
import { drawOldQuarter } from './old-quarter.mjs'
import { drawCountryside, drawHedong } from './quarters-east.mjs'
import { drawBeiyuan, drawPark } from './quarters-north.mjs'
import { drawSlope, drawStationQuarter, drawWorksEstate } from './quarters-south.mjs'

export function drawQuarters(town) {
  drawBeiyuan(town)
  drawPark(town)
  drawOldQuarter(town)
  drawWorksEstate(town)
  drawSlope(town)
  drawStationQuarter(town)
  drawHedong(town)
  drawCountryside(town)
}
