// `npm run test:quick`: what tells soon whether a change broke a room. Left out is what takes long: real extracts, browsers, built
// command lines, whole towns and large crowds. `npm test` runs everything.
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // One set of modules for all files, so that each is loaded once: what replaces modules stays out.
    isolate: false,
    exclude: [
      ...configDefaults.exclude,
      // Real extracts, browsers, threads, the command line as a whole.
      'test/real/**',
      'test/browser/**',
      'test/bundlers/**',
      'test/node/**',
      'test/cli/{bad-input,bundle,commands,credit,five-exports,help,interrupt,isochrone,json-errors,languages,planner,poster,readme,report,streams,formats-in,since,own-categories}.test.ts',
      'test/report/{map-html,poster,report-html,report-html-access,layer-formats,summary-json,isochrone-layer}.test.ts',
      'test/outline/{isochrone-real,large-outline}.test.ts',
      'test/normalise/{content-ids,osm-real}.test.ts',
      'test/study/walk-matrix.test.ts',
      // Large random inputs, whole answers compared.
      'test/{truth,golden}/**',
      'test/laws.test.ts',
      'test/locate/{edge-index,point-index}.test.ts',
      'test/normalise/{duplicate-places,wanted-tags,mended-outlines,mutated-intake}.test.ts',
      'test/read/{mutated-osm,mutated-tables,points-csv}.test.ts',
      'test/search/walk-pairs.test.ts',
      'test/outline/{reached-pieces,edge-stamps,catchment}.test.ts',
      'test/report/{xlsx,drawn-layers,outputs}.test.ts',
      'test/standard/rule-gaps.test.ts',
      'test/study/{outline-gaps,explain-walk,gaps}.test.ts',
      'test/network/large-networks.test.ts',
      // The sample town analysed again and again.
      'test/answer/{check-counts,standard-summary,block-rules,saved-answer}.test.ts',
      'test/cli/one-number.test.ts',
      'test/ledger/**',
      'test/outline/{outline-field,uncovered-blocks}.test.ts',
      'test/sample-town.test.ts',
      'test/study/{nearest-on-foot,gate-walks,catchment-people,beyond-limit}.test.ts',
      // Modules replaced for one file.
      'test/network/reading-work.test.ts',
      'test/words/toy-language.test.ts',
      // Examples of the documentation, what is packed, towns as a whole.
      'test/{examples,package,laws-sample-town}.test.ts',
    ],
  },
})
