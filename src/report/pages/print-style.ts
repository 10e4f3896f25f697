// How editions to print look: pages of A4.
import { UNITS_PER_PIXEL } from '../drawing/drawing-frame.ts'

const MAP_HEIGHT_MM = 205

/** Style of editions to print, beside that of the report. */
export const EDITION_STYLE = `
.edition{max-width:190mm;margin:0 auto}
.sheet{break-before:page;padding:6mm 0;margin:0;border:0}
.sheet:first-child{break-before:auto}
.sheet h2{font-size:15pt;margin:0 0 4mm}
.sheet .map>svg{max-height:${MAP_HEIGHT_MM}mm;width:100%}
.plain{width:100%;border-collapse:collapse;font-size:9.5pt}
.plain th,.plain td{padding:1.1mm 1.5mm;border-bottom:.2mm solid #d5d9dd;vertical-align:top;text-align:left;font-weight:400}
.plain thead th{font-weight:600;border-bottom:.4mm solid #5a6570}
.plain .num{text-align:right;white-space:nowrap}
.plain caption{text-align:left;padding-bottom:2mm}
.legend{display:flex;flex-wrap:wrap;gap:1mm 6mm;list-style:none;padding:0;margin:2mm 0}
.legend .swatch{width:${22 / UNITS_PER_PIXEL}em;height:1em;vertical-align:middle}
.credit{color:#5a6570;font-size:8.5pt}
@media print{.sheet{padding:0}.sheet .map>svg{max-height:${MAP_HEIGHT_MM}mm}.edition .first-screen{grid-template-columns:1fr}.plain tr{break-inside:avoid}}
`
