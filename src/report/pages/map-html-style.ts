// The style of the map page: a panel beside the map, below it on a telephone. Text only.
import { INK, PAPER, QUIET_INK } from '../drawing/drawing-colours.ts'
import { BASE_STYLE } from './report-html-style.ts'

const LINE = '#e4e1da'

/** The whole style of the map page, MapLibre's own not included. */
export const MAP_STYLE = `${BASE_STYLE}
html,body{height:100%}
body{display:grid;grid-template-columns:360px minmax(0,1fr);grid-template-rows:minmax(0,1fr);height:100vh;height:100dvh}
.panel{overflow:auto;padding:1.2rem 1.3rem 2rem;border-right:1px solid ${LINE};display:flex;flex-direction:column;gap:1rem}
.panel>*{flex:none}
.bar-top{display:flex;justify-content:space-between;align-items:center;gap:1rem}
.eyebrow{color:${QUIET_INK};font-size:.875rem}
h1{font-size:1.3rem;line-height:1.25;font-weight:650;display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden}
h2{font-size:1.0625rem;line-height:1.3;font-weight:650;display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden}
h3{font-size:.9375rem;font-weight:650}
label{display:grid;gap:.15rem;font-size:.8125rem;color:${QUIET_INK}}
.answer{font-size:.9375rem;line-height:1.45}
.first summary{cursor:pointer;min-height:24px;font-size:.875rem;font-weight:650}
.first h2{font-size:.875rem;margin-top:.7rem}
.first ul{list-style:none;font-size:.8125rem}
.first li{border-top:1px solid ${LINE};padding:.3rem 0;line-height:1.4}
.plan{font-size:.8125rem}
.plan p{margin-top:.35rem}
.plan ol{padding-left:1.4rem;margin-top:.35rem}
select,input{border:1px solid #b9b5ac;border-radius:3px;padding:.38rem .55rem;background:#fff;font-size:.9375rem;width:100%;color:${INK}}
.two{display:grid;grid-template-columns:1fr 1.4fr;gap:.8rem}
.share{font-size:.875rem;color:${QUIET_INK}}
.share strong{color:${INK};font-size:1.35rem;font-weight:650;display:block;line-height:1.3}
.share svg{display:block;width:100%;height:10px;margin-top:.3rem}
.legend{display:flex;flex-wrap:wrap;gap:.2rem .9rem;list-style:none;font-size:.8125rem}
.legend li{display:flex;align-items:center;gap:.4rem}
.legends{display:grid;gap:.5rem}
.legends p{font-size:.8125rem}
.legend .n{color:${QUIET_INK};font-variant-numeric:tabular-nums}
[hidden]{display:none!important}
.swatch{width:20px;height:13px;flex:none}
#results{list-style:none}
#results button,.served button,#detail tbody button{all:unset;cursor:pointer}
#detail tbody button{display:inline-block;min-height:24px;min-width:24px}
#results button{display:flex;justify-content:space-between;gap:.8rem;width:100%;padding:.35rem .1rem;border-bottom:1px solid ${LINE};box-sizing:border-box}
#results button:hover,.served button:hover,#detail tbody button:hover{text-decoration:underline}
#results button:focus-visible,.served button:focus-visible,#detail tbody button:focus-visible{outline:3px solid #e08a2e}
#detail{border-top:1px solid ${LINE};padding-top:.9rem}
.detail-head{display:flex;justify-content:space-between;align-items:start;gap:.8rem}
.close{border:1px solid ${LINE};background:none;border-radius:3px;padding:.1rem .55rem;font-size:.8125rem;cursor:pointer;flex:none}
#detail table{border-collapse:collapse;width:100%;font-size:.875rem;margin-top:.6rem}
#detail caption{text-align:left;color:${QUIET_INK};font-size:.8125rem;padding-bottom:.3rem}
#detail th,#detail td{border-top:1px solid ${LINE};padding:.35rem 0;vertical-align:top;text-align:left;font-weight:400;line-height:1.35}
#detail td{text-align:right;white-space:nowrap;padding-left:.8rem}
#detail .chosen th button{font-weight:650}
#detail .v-u{color:#8a3208;font-weight:650}
#detail .word{font-size:.8125rem}
#detail .v-k,#detail .v-s,#detail .v-n{color:${QUIET_INK}}
.lacking{margin-top:.8rem;font-size:.875rem}
.lacking summary{cursor:pointer;min-height:24px}
.lacking ul{list-style:none}
.lacking li{border-top:1px solid ${LINE};padding:.3rem 0;line-height:1.35}
.lacking li span{display:block}
.served{list-style:none;margin-top:.4rem;font-size:.875rem}
.served li{display:flex;justify-content:space-between;gap:.8rem;padding:.25rem 0;border-top:1px solid ${LINE}}
.foot{color:${QUIET_INK};font-size:.75rem;margin-top:auto}
.stage{position:relative;min-width:0;min-height:0}
#map{position:absolute;inset:0;background:#f8f6f1}
#map .static{display:block;width:100%;height:100%}
#nogl{position:absolute;left:1rem;right:1rem;top:1rem;z-index:2;background:${PAPER};border:1px solid ${LINE};padding:.6rem .9rem;font-size:.875rem}
#nogl[hidden]{display:none}
.maplibregl-map{font:12px/1.4 inherit}
@media (max-width:760px){
body{display:flex;flex-direction:column;height:auto;min-height:100%}
.stage{order:-1;height:52vh;height:52dvh;flex:none;position:sticky;top:0;z-index:1}
.panel{border-right:0;border-top:1px solid ${LINE};overflow:visible;padding:1rem 1.1rem 2rem;background:#fff}
}
#paper,.on-paper{display:none}
@media print{
@page{size:A4;margin:14mm}
html,body{height:auto}
body{display:flex;flex-direction:column;height:auto;min-height:0}
.panel{display:contents}
.panel>*{order:4;margin-top:.6rem}
.panel>.bar-top,.panel>h1,.panel>.on-paper{order:1;margin:0 0 .3rem}
.on-paper{display:block;font-weight:650}
.stage{order:2;position:static;height:auto;width:100%}
.panel>.share,.panel>.legends{order:3}
#map{position:static;inset:auto}
#map .static{width:100%;height:auto;max-height:150mm}
html[data-map=ready] #map{display:none}
html[data-map=ready] #paper{display:block;width:100%;max-height:150mm;object-fit:contain;border:1px solid ${LINE}}
.share svg,.legends,.swatch,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.panel>label,.two,form,.close,.langs,#nogl,noscript{display:none!important}
#detail tr,.legend li,.lacking li{break-inside:avoid}
.foot{margin-top:1rem}
}
`
