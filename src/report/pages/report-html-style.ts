// The style of the report page: calm, for screen, telephone and A4. Text only; knows no figure.
import { INK, PAPER, QUIET_INK } from '../drawing/drawing-colours.ts'
import { LANGUAGE_STYLE, SANS } from './page-shell.ts'

const LINE = '#e4e1da'
const ACCENT = '#16425f'

/** Rules that every page shares. */
export const BASE_STYLE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:${PAPER};color:${INK};font:16px/1.55 ${SANS};font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1,h2,h3,h4,p,ul,ol,figure{margin:0;padding:0}
a{color:${ACCENT}}
button,input,select{font:inherit;color:inherit}
:focus-visible{outline:3px solid #e08a2e;outline-offset:2px;border-radius:2px}
.unseen{position:absolute!important;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.quiet{color:${QUIET_INK};font-size:.875em}
.langs{display:flex;gap:2px}
.lang{border:1px solid ${LINE};background:none;padding:.25rem .7rem;border-radius:3px;cursor:pointer;font-size:.875rem;line-height:1.4}
.lang[aria-pressed=true]{background:${ACCENT};border-color:${ACCENT};color:#fff}
${LANGUAGE_STYLE}
`

const TOP_STYLE = `
.skip{position:absolute;left:-999px}
.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem;z-index:9}
main{max-width:1120px;margin:0 auto;padding:2.2rem 2rem 5rem}
.bar-top{display:flex;justify-content:space-between;align-items:center;gap:1rem;margin-bottom:1.6rem}
.eyebrow{color:${QUIET_INK};font-size:.9375rem}
h1{font-size:2.1rem;line-height:1.2;font-weight:650;letter-spacing:-.01em;max-width:28em}
.question{color:${QUIET_INK};margin-top:.7rem;max-width:46em}
.answer{font-size:1.4rem;line-height:1.5;margin-top:1.1rem;max-width:38em;text-wrap:pretty}
h2{font-size:1.25rem;line-height:1.3;font-weight:650;margin-bottom:.9rem}
h3{font-size:1.0625rem;font-weight:650;margin:0 0 .5rem}
h4{font-size:.9375rem;font-weight:650}
.note{color:${QUIET_INK};font-size:.875rem;margin-top:.8rem;max-width:52em}
.first-screen{display:grid;grid-template-columns:minmax(0,1.5fr) minmax(0,1fr) minmax(0,1fr);gap:2.4rem;margin-top:2rem}
.worst,.sure{list-style:none}
.worst li,.sure li{border-top:1px solid ${LINE};padding:.55rem 0;line-height:1.4}
.worst li{display:grid;grid-template-columns:1fr auto;gap:0 1rem}
.worst .what{font-weight:650}
.worst .number{grid-column:2;grid-row:1;white-space:nowrap}
.worst .where{color:${QUIET_INK};font-size:.875rem;grid-row:2}
.sure{font-size:.9375rem}
.before-after{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.2rem;margin-top:1.2rem}
.before-after figcaption{font-size:.875rem}
.map-legend{margin:.6rem 0 1.6rem}
#plan .scroll{margin-top:1.6rem}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;font-size:.875rem}
.legend li{display:flex;align-items:center;gap:.45rem}
.legend .n{color:${QUIET_INK}}
.swatch{width:22px;height:14px;flex:none}
.coverage{border-collapse:collapse;width:100%;margin-top:.7rem}
.coverage th,.coverage td{padding:.26rem 0;vertical-align:middle;border:0}
.coverage th{text-align:left;font-weight:400;width:11.5em;padding-right:.9rem;line-height:1.3}
.coverage th a{color:inherit;text-decoration:none}
.coverage th a:hover{text-decoration:underline}
.coverage .percent{text-align:right;width:4.2em;white-space:nowrap;font-weight:650;padding-right:.8rem}
.coverage .bar svg{display:block;width:100%;height:14px}
.coverage .rest{fill:#f3f0ea}
.coverage .count{width:14em;padding-left:.9rem;color:${QUIET_INK};font-size:.8125rem;line-height:1.3}
.coverage .nodata th,.coverage .nodata .percent{color:${QUIET_INK};font-weight:400}
.gaps{list-style:none;counter-reset:gap}
.gaps li{border-top:1px solid ${LINE}}
.gaps li:last-child{border-bottom:1px solid ${LINE}}
.gaps a,.gaps div{display:grid;grid-template-columns:1fr auto;gap:0 1rem;padding:.55rem 0;color:inherit;text-decoration:none;line-height:1.35}
.gaps a:hover .what{text-decoration:underline}
.gaps .number{font-weight:650;grid-column:2;grid-row:1;text-align:right;white-space:nowrap}
.gaps .what{grid-column:1;grid-row:1}
.gaps .where,.gaps .remedy{grid-column:1/-1;font-size:.875rem}
.gaps .remedy{color:${QUIET_INK}}
.gaps .where{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}
`

const BODY_STYLE = `
.contents{margin-top:3rem;padding:.9rem 0;border-top:1px solid ${LINE};border-bottom:1px solid ${LINE}}
.contents ul{display:flex;flex-wrap:wrap;gap:.25rem 1.3rem;list-style:none;font-size:.9375rem}
main>section{margin-top:3.6rem}
.category{margin-top:2.2rem;padding-top:1.4rem;border-top:1px solid ${LINE};content-visibility:auto;contain-intrinsic-size:auto 1200px}
.short{content-visibility:visible}
.category:first-of-type{border-top:0;padding-top:0}
.category h3{font-size:1.25rem}
.line{max-width:46em}
.map{margin-top:1rem}
.map>svg{display:block;width:100%;height:auto;max-height:88vh;border:1px solid ${LINE};background:#f8f6f1}
.map figcaption{margin-top:.6rem}
.source{color:${QUIET_INK};font-size:.8125rem;margin-top:.35rem}
.pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.7fr);gap:2.6rem;margin-top:1.6rem;align-items:start}
.distribution figcaption p{color:${QUIET_INK};font-size:.875rem}
.distribution svg{display:block;width:100%;height:auto;margin-top:.4rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}
caption{text-align:left;font-weight:650;font-size:.9375rem;padding-bottom:.5rem}
th,td{padding:.42rem .8rem .42rem 0;text-align:left;vertical-align:top;border-top:1px solid ${LINE};line-height:1.4}
thead th{border-top:0;color:${QUIET_INK};font-weight:400;font-size:.8125rem;vertical-align:bottom}
tbody th{font-weight:400}
.num{text-align:right;white-space:nowrap}
thead .num{white-space:normal}
.edits th:not(:nth-child(4)),.edits td:nth-child(-n+3){white-space:nowrap}
.edits tbody th,.edits td{vertical-align:top}
.gaptable td:nth-child(4){min-width:9em}
.gaptable tbody th{min-width:8.5em}
.gaptable td:last-child{min-width:11em}
.gaptable .num:first-child{width:2.6em;white-space:nowrap}
.strong{font-weight:650}
.scroll{overflow-x:auto}
.wide{border:1px solid ${LINE};margin-top:.8rem;max-height:80vh;overflow:auto}
.wide caption{padding:.7rem .8rem;font-weight:400;color:${QUIET_INK};font-size:.875rem;max-width:60em}
.wide td,.wide th{padding-left:.8rem}
.wide table{border-collapse:separate;border-spacing:0}
.wide thead th{position:sticky;top:0;background:#fff;z-index:2;box-shadow:inset 0 -1px ${LINE};border:0}
.wide .first{position:sticky;left:0;background:#fff;min-width:10em;max-width:20em;z-index:1}
.wide thead .first{z-index:3}
.first bdi{display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden}
.wide .kind{min-width:6.2em;max-width:9em}
.wide .areas{min-width:9em}
.wide thead th{overflow-wrap:normal}
@media (min-width:700px){thead th{overflow-wrap:break-word}}
.wide thead .num{min-width:5.5em}
.wide caption{position:sticky;left:0;max-width:calc(100vw - 4.4rem)!important}
.wide button{all:unset;cursor:pointer;display:block;width:100%;min-height:24px}
.wide button:focus-visible{outline:3px solid #e08a2e}
.wide button::after{content:"";display:inline-block;width:.9em}
[aria-sort=ascending] button::after{content:" ↑"}
[aria-sort=descending] button::after{content:" ↓"}
.wide [aria-sort] button{color:${INK};font-weight:650}
.v-u{background:#fbe9df;color:#7c2c05;font-weight:650}
.v-p{background:repeating-linear-gradient(135deg,#fdf1de 0 4px,#fff 4px 7px)}
.v-k{color:${QUIET_INK}}
.id{color:${QUIET_INK};font-size:.8125em}
.controls{display:flex;flex-wrap:wrap;gap:1rem 1.4rem;align-items:end;margin-top:1rem}
.controls label{display:grid;font-size:.8125rem;color:${QUIET_INK};gap:.2rem}
.controls input,.controls select{border:1px solid #b9b5ac;border-radius:3px;padding:.4rem .6rem;background:#fff;color:${INK};font-size:.9375rem;width:17em;max-width:100%}
.controls output,.pages output{color:${QUIET_INK};font-size:.875rem;padding:.4rem 0}
.pages{display:flex;gap:1rem;align-items:center;margin-top:.8rem}
.pages[hidden]{display:none}
.pages button{border:1px solid #b9b5ac;background:#fff;border-radius:3px;padding:.3rem .9rem;cursor:pointer;font-size:.875rem}
.pages button:disabled{opacity:.4;cursor:default}
.areas-table{margin-top:.4rem}
.areas-table summary{cursor:pointer;padding:.2rem 0;font-weight:650;font-size:.9375rem}
#method h3{margin-top:2rem}
#scenario h3,#plan h3,#places h3{margin-top:1.6rem}
#scenario .scroll,#plan .scroll,#places .scroll{margin-top:.8rem}
.prose{max-width:46em}
.prose p+p{margin-top:.6rem}
.notices{padding-left:1.2em}
.notices li{margin-top:.3rem}
code{font:.8125em ui-monospace,Consolas,monospace;color:${QUIET_INK};word-break:break-all}
.inputs th{max-width:26em}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid ${LINE};color:${QUIET_INK};font-size:.875rem}
.print{display:none}
`

const NARROW_STYLE = `
@media screen and (max-width:860px){.first-screen,.pair,.before-after{grid-template-columns:minmax(0,1fr);gap:2.4rem}}
@media screen and (max-width:560px){
main{padding:1.2rem 1.1rem 3rem}
h1{font-size:1.6rem}
.answer{font-size:1.15rem}
.coverage tbody,.coverage tr{display:block}
.coverage tr{display:grid;grid-template-columns:1fr auto;padding:.45rem 0}
.coverage th,.coverage td{display:block;padding:0;width:auto!important}
.coverage .percent{padding:0}
.coverage .bar{grid-column:1/3;margin:.25rem 0 .1rem}
.coverage .nodata .bar{display:none}
.coverage .count{grid-column:1/3;padding:0}
.wide .first{max-width:9em;min-width:7.5em}
.gaptable .scroll{margin:0 -1.1rem;padding:0 1.1rem}
.gaptable table{min-width:34em}
.badge{transform-box:fill-box;transform-origin:center;transform:scale(2.3)}
.inputs{min-width:44em}
}
`

const PRINT_STYLE = `
@media print{
@page{size:A4;margin:15mm 14mm 16mm}
html{font-size:13px}
body{font-size:10.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;padding:0}
.langs,.contents,.screen,.skip,.controls{display:none!important}
.print{display:block}
.first-screen{grid-template-columns:1.4fr 1fr 1fr;gap:7mm;margin-top:5mm}
h1{font-size:20pt}
.answer{font-size:13pt}
.coverage th{width:9em}.coverage .count{width:10.5em}
.category{content-visibility:visible;break-before:page;margin-top:0;border:0}
.short{break-before:auto;margin-top:6mm}
.map,.distribution,tr,.gaps li{break-inside:avoid}
.map>svg{max-height:118mm}
h2,h3,h4,caption{break-after:avoid}
.scroll,.wide{overflow:visible!important;max-height:none!important;border:0}
.wide thead th,.wide .first{position:static}
#blocks{break-before:page}
#blocks .wide table{font-size:7pt}
#blocks .wide th,#blocks .wide td{padding:1mm .8mm;min-width:0!important;white-space:normal}
#blocks .areas,#blocks .id{display:none}
#blocks thead th:nth-child(2){display:none}
#blocks td.num{white-space:nowrap}
#blocks thead{display:table-row-group}
#method{break-before:page}
#h-kinds{display:none}
.pair{grid-template-columns:1fr 1.9fr;gap:7mm;margin-top:5mm}
table{font-size:8.5pt}
.quiet{font-size:8pt}
a{color:inherit;text-decoration:none}
}
`

/** The whole style of the report page. */
export const REPORT_STYLE = BASE_STYLE + TOP_STYLE + BODY_STYLE + NARROW_STYLE + PRINT_STYLE
