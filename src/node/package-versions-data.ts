// Made from package.json and the packages that are installed by scripts/embed-data.mjs. Edit that file, not this one.
export const packageVersionsData: Readonly<Record<string, string>> = {
  "@noble/hashes": "2.4.0",
  "fflate": "0.8.3",
  "gcoord": "1.0.7",
  "highs": "1.15.3",
  "highs.wasm": "528be4365bea1d4188988646b244263f50320df55782e14d6af5bce7cd45c840",
  "hyparquet-writer": "0.17.0",
  "maplibre-gl": "5.24.1",
  "papaparse": "5.7.1",
  "pbf": "5.1.2",
  "polygon-clipping": "0.15.7",
  "proj4": "2.22.0",
  "rbush": "4.0.1",
  "saxes": "6.0.0",
  "uqr": "0.1.3",
}
