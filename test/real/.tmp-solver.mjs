// src/plan/siting/siting-problem.ts
var SITING_PROBLEMS = [
  "maximise-coverage",
  "maximise-capacitated-coverage",
  "minimise-facilities",
  "minimise-walk",
  "minimise-longest-walk",
  "backup-coverage"
];
var SITE_STATUSES = ["existing", "required", "candidate", "excluded"];

// test/plan/siting/random-problem.ts
function costsOf(rows) {
  const rowOffset = new Uint32Array(rows.length + 1);
  rows.forEach((row, at2) => {
    rowOffset[at2 + 1] = rowOffset[at2] + row.length;
  });
  const flat = rows.flatMap((row) => [...row].sort((a2, b) => a2[0] - b[0]));
  return {
    rowOffset,
    site: Uint32Array.from(flat, ([site]) => site),
    cost: Float64Array.from(flat, ([, cost]) => cost)
  };
}
function seeded(seed2) {
  let state = seed2 | 0;
  return () => {
    state = state + 1831565813 | 0;
    let t2 = Math.imul(state ^ state >>> 15, 1 | state);
    t2 = t2 + Math.imul(t2 ^ t2 >>> 7, 61 | t2) ^ t2;
    return ((t2 ^ t2 >>> 14) >>> 0) / 4294967296;
  };
}

// src/foundation/errors.ts
var BRAND = "LivingCircleError";
var LivingCircleError = class extends Error {
  code;
  /** What to do next, one sentence. */
  hint;
  details;
  /** The message by key and values. */
  said;
  /** The hint by key and values. */
  hintSaid;
  constructor(code, message2, more = {}) {
    super(message2, more.cause === void 0 ? void 0 : { cause: more.cause });
    this.name = BRAND;
    this.code = code;
    this.hint = more.hint;
    this.details = more.details ?? {};
    this.said = more.said;
    this.hintSaid = more.hintSaid;
  }
};

// src/foundation/options.ts
function resolveOptions(what, given, defaults) {
  const result = { ...defaults };
  for (const key of Object.keys(given ?? {})) {
    if (!Object.hasOwn(defaults, key)) {
      const near = suggest(key, Object.keys(defaults));
      const known = Object.keys(defaults);
      const list = known.join(", ");
      throw new LivingCircleError("unknown-option", `${what}: unknown option "${key}".`, {
        said: { key: "option.unknown", values: { what, option: key } },
        ...near === void 0 ? { hint: `Known options: ${list}.`, hintSaid: { key: "hint.known-options", values: { list } } } : { hint: `Did you mean "${near}"?`, hintSaid: { key: "hint.did-you-mean", values: { word: near } } },
        details: { option: key, known }
      });
    }
    const value = given[key];
    if (value !== void 0) result[key] = value;
  }
  return result;
}
function suggest(word, candidates) {
  let best;
  let bestDistance = Math.max(1, Math.floor(word.length * 0.4)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
    }
  }
  return best;
}
function editDistance(a2, b, limit) {
  if (Math.abs(a2.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a2.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a2[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}

// src/words/en.ts
var EN_GRAMMAR = {
  lang: "en",
  tag: "en",
  name: "English",
  form: (count) => count === 1 ? 0 : 1,
  comma: ", ",
  and: " and ",
  or: " or ",
  semicolon: "; ",
  thousands: ",",
  figuresApart: false
};
var EN_NOT_VERIFIED = "not verified against the printed standard";
var EN_FIGURES_RECALLED = `The figures of {n} of {all} rules are ${EN_NOT_VERIFIED}: they are not the law.`;
var EN_PROBLEMS = {
  join: "{list:semicolon}",
  "path.cannot-read": "Cannot read {path}: {reason}.",
  "path.reading-failed": "Reading {path} failed: {reason}.",
  "path.cannot-write": "Cannot write {path}: {reason}. Nothing was written.",
  "path.no-folder": "Cannot write {path}: the folder {folder} does not exist.",
  "path.no-folder-above": "Cannot make {folder}: the folder above it does not exist.",
  "path.folder-not-empty": "The folder {folder} exists and is not empty.",
  "path.folder-no-file": "{path} is a folder, not a file.",
  "path.is-folder": "{path} is a folder.",
  "path.pipe-too-large": "{path}: more than {most} bytes came through.",
  "hint.give-file": "Save it to a file and give that.",
  "path.no-match": "No file matches {path}.",
  "path.exists": "{path} exists already.",
  "path.file-no-folder": "{folder} is a file, not a folder.",
  "path.is-input": "{path} is one of the inputs ({input}): it would be replaced.",
  "path.written-before": "{path} is written by this run already.",
  "path.special": "{path} is neither a file nor a folder.",
  "path.reserved-name": 'Cannot write {path}: Windows has no files called "{name}".',
  "path.busy": "Another run is writing to {path} at this moment.",
  "path.busy-elsewhere": "Another run, in another container or on another computer, is writing to {path}, or did so until less than 20 seconds ago.",
  "path.taken-over": "Another run has taken {path} over meanwhile. Nothing was written.",
  "stream.lost": "Not everything could be printed: {reason}.",
  "path.no-plain-name": '"{name}" is not a plain file name.',
  "system.ENOENT": "there is no such file or folder",
  "system.EACCES": "permission denied",
  "system.EPERM": "operation not permitted",
  "system.EBUSY": "the file is in use",
  "system.EROFS": "the disk is read-only",
  "system.ENOSPC": "no space left on the disk",
  "system.EDQUOT": "your disk quota is used up",
  "system.EFBIG": "the file grew larger than the disk allows",
  "system.ENOTDIR": "a part of the path is a file, not a folder",
  "system.EISDIR": "it is a folder",
  "system.ENAMETOOLONG": "the name is too long",
  "system.EEXIST": "something of that name has come into being",
  "system.ENOTEMPTY": "a folder of that name has come into being",
  "system.EPIPE": "nobody reads it any more",
  "system.EMFILE": "too many files are open",
  "system.EIO": "the disk reported an error",
  "system.ELOOP": "its links lead in a circle",
  "hint.name-file": "Name a file.",
  "hint.name-file-inside": "Name a file inside it.",
  "hint.other-file-or-overwrite": "Name another file, or allow it with --overwrite.",
  "hint.other-folder-or-overwrite": "Name another folder, or allow it with --overwrite (files of other names stay).",
  "hint.other-output": "Name another file or folder for the output.",
  "hint.busy": "Wait until it is done, or name another folder.",
  "hint.busy-elsewhere": "Wait until it is done, or name another folder. If it was killed, try again in 20 seconds.",
  "hint.files-are-written": "The files of the run are written.",
  "hint.print-to-file": "Print to another place, and read it to the end.",
  "hint.more-memory": "Give it more (NODE_OPTIONS=--max-old-space-size=8000 for 8 GB), or divide the area.",
  "hint.name-folder": "Name a folder; it is made where it does not exist.",
  "hint.make-folder": "Make the folder first, or check the path.",
  "hint.make-folder-above": "Make the folder above first, or check the path.",
  "hint.check-path": "Check the path.",
  "hint.check-path-retry": "Check the path and try again.",
  "hint.check-relative-path": "Check the path; it is taken from the folder that you are in.",
  "hint.check-disk": "Check the disk.",
  "hint.check-drive": "Check the disk or the network drive and try again.",
  "hint.ask-to-read": "Ask for the right to read it, or copy it to a folder of your own.",
  "hint.writable-folder": "Choose a folder that you may write to.",
  "hint.writable-folder-windows": "Choose a folder that you may write to; on Windows close programs that have the file open.",
  "hint.close-program": "Close the program that has it open and try again.",
  "hint.other-disk": "Choose a folder on another disk.",
  "hint.free-space": "Free some space or choose a folder on another disk.",
  "hint.other-name": "Choose another name.",
  "hint.shorter-name": "Choose a shorter name.",
  "hint.close-programs": "Close other programs and try again.",
  "hint.use-extract": "Use an OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or Overpass JSON.",
  "hint.use-extract-of-area": "Use an extract (.osm or .osm.pbf) of the area.",
  "hint.extract-for-area": "Use an OpenStreetMap extract as the area; GeoJSON is for facilities and blocks.",
  "hint.use-pbf": "Use an .osm.pbf extract of the area: it is read block by block.",
  "hint.use-pbf-or-unpacked": "Use an .osm.pbf extract of the area, or raise maxUnpackedBytes.",
  "hint.server-page": "The server sent an error or log-in page. Use an OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or Overpass JSON.",
  "kind.starts-with": "{name} is {what}: it starts with {start}.",
  "kind.is": "{name} is {what}.",
  "kind.html": "a web page (HTML)",
  "kind.not-osm": "not OSM data",
  "kind.bzip2": "compressed with bzip2",
  "kind.xz": "compressed with xz",
  "kind.zstd": "compressed with zstd",
  "kind.zip": "a zip archive",
  "kind.zip-empty": "an empty zip archive",
  "kind.7z": "a 7-Zip archive",
  "kind.rar": "a RAR archive",
  "kind.o5m": "an o5m file",
  "kind.shapefile": "a shapefile",
  "kind.utf16": "text in UTF-16",
  "kind.pdf-document": "a PDF document",
  "kind.sqlite-or-gpkg": "an SQLite or GeoPackage file",
  "kind.encrypted": "an Excel workbook with a password",
  "kind.xls": "an old Excel workbook (.xls, from before 2007)",
  "hint.convert-xls": "Open it in Excel, WPS or LibreOffice and save it as an Excel workbook: File \u203A Save as \u203A Excel workbook (.xlsx).",
  "sqlite.utf16": "{source} is an SQLite database in UTF-16.",
  "sqlite.damaged": "a page of the database",
  "gpkg.no-geopackage": "{source} is an SQLite database, but no GeoPackage.",
  "gpkg.log": "{source} is open in another program, and its latest changes are not in it yet (a file ending in -wal lies beside it).",
  "gpkg.view": "{source}: {name} is a view, not a layer with rows of its own.",
  "hint.gpkg-view": "Export it as a layer: in QGIS, Export \u203A Save Features As.",
  "sqlite.without-rowid": "{source}: the table {name} is kept WITHOUT ROWID, as no GeoPackage has it.",
  "markup.tables": "{source} has more than {most} tables.",
  "kind.encrypted-ods": "a spreadsheet with a password",
  "xml.too-deep": "{source}: elements lie more than {most} deep in each other.",
  "gpkg.no-layers": "{source} has no layer.",
  "hint.gpkg-log": "Close the program that has it open: its latest changes still lie in a file beside it (-wal). Then try again.",
  "gpkg.no-geometry": "its geometry is not written as a GeoPackage has it",
  "wkb.cut": "its geometry is cut off or broken",
  "wkb.kind": "a geometry of kind {type} is not read",
  "kml.not-well-formed": "{name} is not a well-formed KML document: {reason}.",
  "kml.long-text": "{name}: a text does not end.",
  "kml.folders": "{name} has more than {most} folders.",
  "kml.no-placemarks": "{name} has no placemarks.",
  "hint.kml-placemarks": "It may only link to another document: save the places themselves as KML or KMZ.",
  "kml.coordinates": 'its coordinates are not longitudes and latitudes: "{text}"',
  "kml.kind": "a {type} is neither a place nor an area",
  "ods.no-content": "{source} is no spreadsheet: it has no sheet inside.",
  "json.unsupported": "{name} is JSON, but no list of places: {why}.",
  "json.service-error": 'the service answered "{text}"',
  "json.empty-list": "its list of places is empty",
  "json.no-object": "no object with a name and a place",
  "json.no-list": "it holds no list of objects",
  "hint.json-list": "Give GeoJSON, a list of objects with longitude and latitude, or the answer of a place search.",
  "kind.pdf": "a PDF",
  "kind.gzip": "gzip",
  "kind.parquet": "Parquet",
  "kind.picture": "a picture",
  "hint.unpack": "Unpack it first.",
  "hint.unpack-once": "Unpack it once.",
  "hint.bunzip2": "Unpack it first (bunzip2), or download the .osm.pbf.",
  "hint.unxz": "Unpack it first (unxz), or download the .osm.pbf.",
  "hint.unzstd": "Unpack it first (unzstd), or download the .osm.pbf.",
  "hint.unzip-extract": "Unpack it first; if it holds a shapefile, get the .osm.pbf instead.",
  "hint.convert": "Convert it: {command}",
  "hint.save-utf8": "Save it in UTF-8.",
  "osm.empty-bytes": "{name} is empty (0 bytes).",
  "osm.blank": "{name} holds nothing but blanks.",
  "pbf.header-only": "{name} has a header but no data ({bytes} bytes).",
  "osm.no-elements": "{name} has no elements.",
  "osm.too-many-elements": "{name} has more than {most} elements.",
  "pbf.cut-in-header": "{name} ends after {n} bytes, inside the first block header.",
  "pbf.cut-in-block": "{name} ends after {end} bytes in the middle of a block: at least {missing} more {missing|byte is|bytes are} missing from the block at byte {start:plain}.",
  "pbf.header-size": "{name} is damaged at byte {start:plain}: a block header of {n} bytes (at most {most} are allowed).",
  "pbf.block-size": "{name} is damaged at byte {start:plain}: a block of {n} bytes (0 to {most} are allowed).",
  "pbf.unreadable-block": "{name} is damaged: the block at byte {start:plain} cannot be read ({reason}).",
  "pbf.in-block": "{name}, block at byte {start:plain}: {said}",
  "pbf.data-first": "the data come before the header block",
  "pbf.empty-block": "the block is empty",
  "pbf.compression": "the block is compressed with {name}; only zlib and none are supported.",
  "pbf.unpacked-size": "a block that unpacks to {n} bytes (0 to {most} are allowed)",
  "pbf.declared-size": "the block declares {n} bytes but unpacks to {found}",
  "pbf.feature": 'the file requires the feature "{feature}", which is not supported.',
  "pbf.deleted": "the file has deleted elements: it is a history, not a map.",
  "pbf.wire-type": "unknown wire type {kind}",
  "pbf.endless-number": "a number that does not end",
  "pbf.endless-list": "a list that does not end",
  "pbf.list-lengths": "lists of different lengths",
  "pbf.coordinate": "a node has a coordinate of {degrees:plain} degrees",
  "pbf.damaged": "damaged {what}",
  "pbf.checksum": "its data do not agree with their checksum",
  "osm.reference-place": "a node that a way refers to has no valid place (lon {lon:plain}, lat {lat:plain})",
  "osm.node-place": "node {id:plain} has no valid place (lon {lon:plain}, lat {lat:plain})",
  "hint.history-file": "This is a history file. Make a snapshot first: {command}",
  "hint.rewrite": "Rewrite the file with a common tool: {command}",
  "hint.damaged-or-not-degrees": "The file is damaged or not in WGS-84 degrees; make or download the extract again.",
  "hint.extract-again": "Make or download the extract again.",
  "hint.newer-extract": "Make or download a newer extract.",
  "hint.download-failed": "The download probably failed; download the extract again.",
  "hint.cut-off": "The download was probably cut off; download the extract again.",
  "hint.cut-off-size": "The download was probably cut off; download the extract again and compare its size.",
  "hint.cut-off-overpass": "The download was probably cut off; ask Overpass again.",
  "hint.cut-off-header": "The download may have been cut off after the header; make or download the extract again.",
  "hint.cut-out-city": "Cut out your city first (osmium extract -b west,south,east,north), or raise maxElements.",
  "xml.doctype": "{name} has a DOCTYPE, which OSM files never have.",
  "hint.doctype": "It may be a web page that was saved under this name, or a file made to do harm. Download the extract again.",
  "xml.cut-off": "{name} ends in the middle, at line {line:plain} ({reason})",
  "xml.malformed": "{name} is not well-formed OSM XML: {what}",
  "xml.at": "line {line:plain}, column {column:plain}: {reason}",
  "xml.depth": "elements nested deeper than {most}",
  "xml.place": 'line {line:plain}: node {id:plain} has no place (lat="{lat}" lon="{lon}")',
  "xml.reference": 'line {line:plain}: a node reference without "ref"',
  "xml.reference-place": 'line {line:plain}: a node reference has no place (lat="{lat}" lon="{lon}")',
  "xml.member": 'line {line:plain}: member type "{type}"',
  "xml.number": 'line {line:plain}: {what} "{text}" is not a number',
  "xml.change-file": "{name} is a file of changes (osmChange), not a map extract.",
  "xml.change-element": "{name} is a file of changes (<{kind}>), not a map extract.",
  "xml.other-root": "{name} is XML, but not OSM: its root is <{root}>.",
  "xml.version": "{name} is OSM XML of version {version}; 0.6 is supported.",
  "xml.encoding": "{name} is XML in {encoding}; OSM XML is in UTF-8.",
  "osm.gzipped-twice": "{name} is gzipped twice.",
  "osm.json-size": "{name} is JSON of more than {most} bytes.",
  "osm.unpacked-size": "{name} unpacks to more than {most} bytes.",
  "osm.unpack-ratio": "{name} unpacks to {n} bytes and more from {packed}: no map does.",
  "osm.memory": "its elements take more than {most} MB of memory, from {n} kB of the file: no map does",
  "osm.references": "a way, relation or element of XML has more than {most} references, members or tags",
  "osm.dense-json": "{name} has {n} objects and lists and hardly anything in them: no map has.",
  "pbf.unpack-ratio": "the block unpacks to {n} bytes from {packed}: none of a map does",
  "xml.endless": "line {line:plain}: a tag or text of more than {most} characters",
  "hint.osm-bomb": "This is what a file looks like that is made to fill the memory. If it is honest, cut out your city first, or raise the limit in your program.",
  "osm.gzip-broken": "{name} cannot be unpacked: the gzip data end or break after {n} bytes.",
  "overpass.geojson": "{name} is GeoJSON, which has no street network.",
  "overpass.no-elements": '{name} is JSON, but not from Overpass: it has no "elements".',
  "overpass.other-json": "{name} is JSON, but not from Overpass.",
  "overpass.incomplete": "{name} is incomplete, Overpass says: {remark}",
  "overpass.element": "{name}, elements[{index:plain}]: {what}.",
  "overpass.no-object": "not an object",
  "overpass.no-id": "no id",
  "overpass.no-type": "no type",
  "overpass.node": 'node {id:plain} has no lat and lon; "out ids" and "out tags" are not enough',
  "overpass.way": "way {id:plain} has neither nodes, geometry nor center",
  "overpass.members": "relation {id:plain}: members is not a list",
  "overpass.member": "relation {id:plain}: a member without type or ref",
  "hint.overpass-smaller": "Ask for a smaller area or a longer [timeout:\u2026], or use an .osm.pbf extract.",
  "hint.overpass-query": 'Ask Overpass with [out:json] and "out body; >; out skel qt;".',
  "hint.overpass-query-or-pbf": 'Ask Overpass with [out:json] and "out body; >; out skel qt;", or use an .osm.pbf extract.',
  "hint.overpass-empty": "Check the query: it found nothing.",
  "table.empty": "{name} is empty.",
  "hint.table-rows": "A table needs a header line and at least one row.",
  "table.zero-bytes": "{name} is not a text table: it holds zero bytes.",
  "hint.save-csv-xlsx": "Save it as CSV (UTF-8) or .xlsx.",
  "hint.save-csv": "Save it as CSV.",
  "hint.save-no-password": "Save it without one.",
  "hint.save-again-or-csv": "Save it again, or as CSV.",
  "hint.save-again-csv-xlsx": "Save it again as CSV, or as .xlsx.",
  "hint.save-workbook": "Save the workbook again.",
  "hint.copy-again": "Copy or save the file again.",
  "hint.copy-or-export": "Copy or export the file again.",
  "hint.export-csv-xlsx": "Export the table as CSV or .xlsx.",
  "hint.export-layer": "Export the layer as FlatGeobuf or GeoJSON.",
  "hint.export-csv-fgb": "Export it as CSV or FlatGeobuf.",
  "hint.export-collection": "Export it as a GeoJSON FeatureCollection of points or polygons.",
  "hint.feature-collection": "It should be a FeatureCollection.",
  "hint.export-again": "Is it cut off? Export it again.",
  "hint.give-places": "Give a table of places.",
  "hint.cut-area": "Cut it to the study area first.",
  "hint.cut-area-or-chunks": "Cut it to the study area first, or read it in chunks (readTableChunks).",
  "hint.cut-area-or-csv": "Cut it to the study area, or export it as CSV, which is read as a stream.",
  "hint.fgb-or-csv-or-cut": "Convert it to FlatGeobuf or CSV, or cut it to the study area.",
  "hint.fewer-properties": "Keep the properties that matter and export again.",
  "hint.web-page-instead": "If it was downloaded, the server may have sent a web page instead of the file.",
  "hint.open-quote": "Look for a quote that is not closed there, or for binary data.",
  "table.not-a-table": '{name} is not a table: it starts with "{start}".',
  "table.too-large": "{name} is larger than {most} bytes.",
  "geojson.too-large": "{name} is too large to be read as GeoJSON.",
  "json.invalid": "{name} is not valid JSON: {reason}.",
  "geojson.not-geojson": "{name} is not GeoJSON: {why}.",
  "geojson.no-object": "it is not an object",
  "geojson.no-features": "the FeatureCollection has no features",
  "geojson.topojson": "it is TopoJSON",
  "geojson.overpass": "it looks like an Overpass answer",
  "geojson.type": "its type is {type}",
  "table.cells": "{source}: more than {most} cells.",
  "table.properties": "{source}: more than {most} different properties.",
  "table.columns": "{source}: {n} {n|column|columns}.",
  "table.rows-columns": "{source}: {rows} {rows|row|rows} of {columns} columns.",
  "csv.open-quotes": "{name}: more than {n} {n|line|lines} with quotes that are not closed.",
  "csv.endless-row": "{name}: the row that begins on line {line:plain} does not end.",
  "hint.most-columns": "At most {most} columns are read.",
  "hint.most-columns-delimiter": "At most {most} columns are read; is the delimiter right, or is this another kind of file?",
  "hint.most-cells": "At most {columns} columns and {cells} cells are read. Remove what is beside the table.",
  "text.encoding": 'Encoding "{name}" is not known.',
  "hint.encodings": "Use auto, utf8, gb18030, big5, shift_jis, windows-1252 or another WHATWG encoding name.",
  "file.says": "{name}: {said}",
  "file.damaged-part": "{source} is cut off or damaged: {what}.",
  "file.damaged": "{source} is cut off or damaged.",
  "file.refused": "{source} is refused: {what}.",
  "xlsx.empty-sheet": '{source}: sheet "{name}" is empty.',
  "xlsx.no-such-sheet": '{source} has no sheet "{name}".',
  "xlsx.no-sheet": "{source} has no sheet.",
  "xlsx.formula": "{list}: a formula that was never calculated; taken as blank (open and save the workbook once)",
  "hint.sheets": "Sheets: {list}.",
  "hint.other-sheet": "Choose another sheet by its name or number.",
  "xlsx.cell-beyond": "{source}: row {row:plain} has a cell in column {column}.",
  "xlsx.endless-text": '{source}: "{part}" has a text without end.',
  "xlsx.part-xml": '{source}: "{part}" is not valid XML: {reason}.',
  "xlsx.no-workbook": "{source} is a zip archive, but no Excel workbook.",
  "zip.zip64": "{source} is a zip archive of the large kind (zip64).",
  "zip.password": "{source} is protected by a password.",
  "zip.method": '{source}: "{part}" is packed by method {method}.',
  "hint.unpack-table": "Unpack it and give the table inside, or save it as .xlsx.",
  "hint.zip-bomb": "This is what a zip bomb looks like. If the file is honest, save the sheet as CSV.",
  "zip.no-contents": "it has no list of contents at its end",
  "zip.broken-contents": "its list of contents is broken",
  "zip.parts": "{n} {n|part|parts}",
  "zip.expands": 'its part "{part}" expands to over {n} MB from {bytes} bytes',
  "zip.damaged-part": '"{part}" is damaged',
  "zip.checksum": '"{part}" does not agree with its checksum',
  "shp.not-shapefile": "{source} is not a shapefile.",
  "hint.give-shp": "Give the .shp file.",
  "shp.no-dbf": "{source} has no .dbf file beside it: its names and numbers are missing.",
  "hint.keep-together": "Keep .shp, .dbf and .prj together in one folder, or zip them.",
  "hint.export-shapefile": "Copy or export the shapefile again, with all of its parts.",
  "hint.export-shapefile-parts": "Copy or export the shapefile again, with all of its parts (.shp, .dbf, .prj).",
  "part.no-header": "it has no header",
  "part.header-broken": "its header is broken",
  "part.fields-broken": "its list of fields is broken",
  "part.too-short": "it is shorter than its header says",
  "part.rows-announced": "{n} {n|row|rows} announced, {present} there",
  "part.features-announced": "{n} {n|feature|features} announced",
  "part.shapes-and-rows": "{n} shapes, but {rows} {rows|row|rows} of attributes",
  "part.shape-cut": "shape {n:plain} is cut off",
  "table.no-header": '{source} has no header line: its first line is "{line}".',
  "hint.name-columns": "Put the column names into the first line, e.g. {example}.",
  "columns.no-coordinates": "{source} has no coordinates: no column is understood as lon and lat.",
  "columns.address-only": "{source} has addresses (column {column}), but no coordinates.",
  "hint.geocode": 'Have it written with columns lon and lat to fill: "living-circle check AREA --{kind} FILE --rejects TO-FILL.csv". By hand: look each address up on a map and copy longitude and latitude; offline: QGIS with your own address list; in a batch done elsewhere, AMap gives GCJ-02 and Baidu BD-09: say so with --crs gcj02 or --crs bd09.',
  "hint.name-coordinates": "Name them lon and lat (or \u7ECF\u5EA6 and \u7EAC\u5EA6), or give a column mapping. Columns: {columns}.",
  "columns.no-block-id": "{source} has no column block_id or compound_id.",
  "hint.name-block-id": "Name the column with the block's id block_id (or \u5C0F\u533A\u7F16\u53F7), that with the compound's id compound_id. Columns: {columns}.",
  "columns.no-level": "{source} has no column of the {level}'s name.",
  "columns.no-people": "{source} has no column of people (population, age_60_plus \u2026).",
  "hint.name-or-map": "Name it, or give a column mapping. Columns: {columns}.",
  "categories.no-words": 'Column "{header}" holds over {n} {n|word|words} that are no category.',
  "hint.map-categories": "Name the column of categories in a column mapping.",
  "mapping.role": 'Column mapping: "{role}" is not a role of a table of {kind}.',
  "mapping.header": 'Column mapping: there is no column "{header}".',
  "mapping.object": "{source} should be an object such as {example}.",
  "mapping.value": `{source}: "{role}" should be a column's header or null.`,
  "columns.guessed": '{source}: column "{header}" is not used; it looks like {role} (map it with --mapping, see check --save-mapping)',
  "columns.title-unit": 'column "{header}": the title above the table says "{unit}"; its numbers are taken times {factor}',
  "columns.title-unit-unclear": 'column "{header}": the title above the table says "{unit}"; it is not clear whether that is meant here, and its numbers are taken as they are (write the unit into the header)',
  "categories.invalid": "{source} is no list of own kinds and words: {what}.",
  "categories.entry": "{where} is not as it should be",
  "categories.clash": 'the kind "{where}" is there already',
  "hint.categories-example": 'It has "words" (word to id of a kind), "status" (word to open, closed or planned) and "kinds"; see docs/files.md.',
  "hint.roles": "Roles: {list}.",
  "hint.columns": "Columns: {list}.",
  "role.facilities": "facilities",
  "role.blocks": "blocks",
  "role.gates": "gates",
  "role.compounds": "compounds",
  "role.totals": "totals",
  "role.within": "study area",
  "role.edits": "edits",
  "role.heights": "heights",
  "role.candidates": "candidates",
  "role.standard": "standard",
  "role.area": "area",
  "crs.unclear": "{source}: its coordinate system is not clear: {reason}.",
  "hint.which-crs": "Say which one it is: --crs wgs84, --crs gcj02 (AMap, Tencent) or --crs bd09 (Baidu).",
  "hint.header-crs": 'The column "{header}" suggests {id}; say so with --crs {crs}.',
  "crs.none-fits": "{source}: coordinates such as {x:plain}, {y:plain} are in no system that fits the area.",
  "hint.epsg": "Say which system they are in by its EPSG code, e.g. EPSG:4548.",
  "crs.not-built-in": "Coordinate system EPSG:{code:plain} is not built in.",
  "crs.unknown": 'Coordinate system "{name}" is not known.',
  "crs.parameters": 'Coordinate system "{name}" needs parameters of the place.',
  "crs.unusable": 'Coordinate system "{name}" cannot be used: {reason}.',
  "crs.swapped": "{source}: coordinates such as {x:plain}, {y:plain} are outside the area; coordinates may be swapped.",
  "crs.no-shift": 'Coordinate system "{name}" has a datum of its own without its shift to WGS 84.',
  "crs.unknown-datum": 'Coordinate system "{name}" is on the datum "{datum}", whose shift to WGS 84 is not known here.',
  "crs.grid-of-shifts": 'Coordinate system "{name}" needs a grid of shifts that is not here.',
  "crs.too-long": "The definition of the coordinate system is too long.",
  "hint.old-datums": "Beijing 1954 and Xian 1980 need parameters of the place: convert the file to CGCS2000 or WGS 84 first.",
  "hint.definition": "Give its definition (+proj=\u2026 with +towgs84=\u2026 where its datum is not WGS 84), or convert the file to WGS 84 first.",
  "hint.exchange-columns": "Exchange the columns of longitude and latitude, or name them right: longitude first.",
  "hint.convert-or-shift": "Convert the file to WGS 84 first, or give a definition with +towgs84.",
  "hint.crs-names": "Use wgs84, gcj02, bd09, cgcs2000, an EPSG code such as EPSG:4547, or a +proj definition.",
  "hint.convert-cgcs": "Convert the file to CGCS2000 or WGS 84 first, or give a definition with +towgs84.",
  "hint.convert-wgs": "Convert the file to WGS 84 first.",
  "pack.characters": "{name} has {n} characters; a rule pack has at most {most}.",
  "pack.bytes": "{name} is too large for a rule pack ({n} bytes).",
  "pack.not-json": "{name} is not JSON: {reason}.",
  "pack.invalid": "{name} is not a rule pack: {problems}.",
  "hint.pack-readme": "A rule pack is a JSON file; see data/standards/README.md.",
  "hint.pack-examples": "A rule pack is a small JSON file; see data/standards for examples.",
  "hint.pack-format": "data/standards/README.md describes the format.",
  "pack.at": "{path} {said}",
  "pack.whole": "the pack",
  "pack.more": "and {n} more",
  "row.line": "line {n:plain}: {said}",
  "row.feature": "feature {n:plain}: {said}",
  "row.sheet-line": 'sheet "{sheet}", line {n:plain}: {said}',
  "rows.all": "{name}: {read} {read|row|rows} read = {used} used + {merged} merged + {closed} closed + {planned} planned + {rejected} rejected{notAsked}{outside}{people}{skipped}{sheets}",
  "rows.places": "{name}: {read} {read|row|rows} read = {used} used + {merged} merged + {rejected} rejected{notAsked}{outside}{people}{skipped}{sheets}",
  "rows.not-asked": " + {n} of kinds not asked for",
  "rows.outside": " + {n} outside the study area",
  "rows.people": "; people: {used} of {read}",
  "rows.skipped": "; not rows of data: {list}",
  "rows.titles": "{n} {n|title|titles}",
  "rows.sections": "{n} {n|heading|headings}",
  "rows.totals": "{n} {n|total|totals}",
  "rows.notes": "{n} {n|note|notes}",
  "rows.sheets": "; sheets not read: {list}",
  "rows.sheet": '"{sheet}" ({why})',
  "skip.titles": 'skipped as a title: "{text}"',
  "skip.sections": 'skipped as the heading of a section: "{text}"',
  "skip.totals": 'skipped as a total: "{text}"',
  "skip.notes": 'skipped as a note: "{text}"',
  "row.further": "and {n} further rows with the same reason",
  "row.in-source": "{source}: {said}.",
  "row.did-you-mean": 'did you mean "{word}"?',
  "row.no-coordinates": "no coordinates",
  "row.half-coordinates": 'half of the coordinates is missing: lon "{lon}", lat "{lat}"',
  "row.coordinates-not-numbers": 'lon "{lon}", lat "{lat}" are not numbers',
  "row.no-pair": '"{text}" is not "lng,lat"',
  "row.position-off-earth": "a position is not on Earth",
  "row.corner-off-earth": "a corner is not on Earth",
  "row.outline-mended": "its outline {why} and was mended: {before} m\xB2 \u2192 {after} m\xB2",
  "row.outline-broken": "its outline {why}",
  "row.outline-unmendable": "its outline {why} and could not be mended",
  "row.outline-no-area": "its outline has no surface: fewer than three different corners, or all on one line",
  "row.outline-tangle": "its outline crosses itself more than {n} times",
  "row.outline-unchecked": "its outline is too intricate to be checked for crossings; used as it is",
  "outline.crosses": "crosses itself",
  "outline.spike": "has a spike that encloses nothing",
  "outline.hole": "has a hole outside it, across it or within another hole",
  "outline.parts": "has parts that overlap",
  "outline.touches": "lies on itself",
  "row.geometry-type": "a {type} is neither a point nor an area",
  "row.swapped-off-earth": "{place} is not on Earth; coordinates may be swapped",
  "row.no-degrees": "{place} is not a longitude and latitude",
  "row.projected": "these look like metres of a projected system: say which (EPSG code)",
  "row.swapped-outside": "{place} is outside the area; coordinates may be swapped",
  "row.outside-place": "{place} is outside the area",
  "row.degrees": "these look like degrees: name the system of this table alone (--crs blocks=wgs84)",
  "row.degrees-swapped": "these look like degrees; coordinates may be swapped",
  "row.outside": "outside the area",
  "row.outside-streets": "outside the area of the streets; it will not be linked",
  "row.duplicate-id": 'id "{id}" is also on line {line:plain}, which is used',
  "row.same-row": "the same as line {line:plain}, which is used; counted once",
  "row.same-block": '"{name}" is the same as "{other}" on line {line:plain} ({why}); counted once',
  "row.maybe-same-block": '"{name}" may be the same as "{other}" on line {line:plain} ({why}), but their people differ: {n} and {m}; both are counted',
  "same.name": "same name, {metres} m apart",
  "same.place": "same place",
  "same.outline": "outlines lie on each other by {percent} %",
  "row.merged-shared": 'column "{column}": {total} in one merged cell for {rows} rows, shared out by {basis}',
  "row.merged-unknown": 'column "{column}": {total} in one merged cell for {rows} rows; of each row it is unknown (dwellings of all rows would share it out)',
  "basis.dwellings": "dwellings",
  "basis.floor": "residential floor area",
  "row.no-category": "no category",
  "row.unknown-category": 'category "{word}" is not known',
  "row.category-by-name": 'category "{word}" is not known; taken as {category} by its name',
  "place.closed": "{id} ({category}) is not open to the public: {closed}.",
  "row.number-unknown": 'column "{column}": {problem}; taken as unknown',
  "row.number-about": 'column "{column}": {note}',
  "amount.about": '"{text}" is a guess, taken as it stands',
  "amount.range": '"{text}" is a range, taken as its middle, {value}',
  "amount.remark": '"{text}" has a remark, taken without it',
  "row.running-number": "the ids are running numbers that begin again; rows are called after name and place",
  "row.planned": "not open yet: {why}",
  "row.closed": "closed: {why}",
  "row.status-unknown": 'status "{status}" is not known; taken as open (map it with --categories)',
  "status.column": 'column "{column}" = "{text}"',
  "status.remark": '"{text}"',
  "status.later": "{why} is after the data of {date}",
  "row.negative": 'column "{column}": {value:plain} is negative',
  "row.too-much": 'column "{column}": {value:plain} is more than {most}; taken as unknown',
  "number.none": "not a number",
  "number.failed": '"{text}" is a failed calculation',
  "number.text": '"{text}" is not a number',
  "row.group-above": "{group} is {count}, more than the population of {population}",
  "group.population": "population",
  "group.age_0_3": "age_0_3",
  "group.age_60_plus": "age_60_plus",
  "row.several-points": "a block is one point or an area, not several points",
  "row.no-block-id": "no block_id or compound_id",
  "row.unknown-block": 'no block "{id}"',
  "row.unknown-owner": 'no block or compound "{id}"',
  "row.gate-no-point": "a gate is a point",
  "row.gate-word-unknown": 'column "{column}": "{word}" is not known; the gate is taken as shut',
  "row.word-unknown": 'column "{column}": "{word}" is not known; taken as not said',
  "row.closed-and-through": "closed and open to be walked through at once; taken as open",
  "row.compound-no-area": "a compound is an area, not a point",
  "row.outside-area-of-streets": "outside the area of the streets",
  "row.gate-far": `{metres} m from block "{id}": is it that block's gate?`,
  "area.lies-in": "{id} lies in the residential area {other}; {what}.",
  "area.holds": "{id} holds the residential area {other}; {what}.",
  "area.counts-twice": "their land and homes count twice in sums",
  "area.other-used": "that one is used",
  "totals.no-name": "no name of the {level}",
  "totals.merged": 'column "{column}": one number in a merged cell for several units; of each it is unknown',
  "sheets.none": "{source} has no sheet with a table of {role}: {list}.",
  "sheets.one": 'sheet "{name}": {why}',
  "sheet.empty": "empty",
  "sheet.hidden": "hidden (read it with --sheet)",
  "sheet.address-only": "addresses, but no coordinates",
  "sheet.no-coordinates": "no columns of coordinates",
  "sheet.no-heights": "it has no column of heights",
  "columns.no-heights": "{source} has no column of heights.",
  "hint.name-heights": "Name it height_m: metres. Columns here: {columns}",
  "row.no-height": "The row has no height.",
  "row.height-unlikely": "A height of {metres:plain} m is none of this Earth.",
  "sheet.no-block-id": "no column of block ids (block_id)",
  "sheet.no-units": "no column of communities, streets or districts with people",
  "sheet.other-role": "it looks like a table of {role}",
  "sheet.mapping": "it lacks columns of the mapping",
  "hint.choose-sheet": "Give such a sheet the columns of the role, or name one with --sheet NAME.",
  "level.community": "community",
  "level.street": "street",
  "level.district": "district",
  "totals.twice": '{level} "{unit}" is given twice',
  "totals.no-number": '{level} "{unit}": no number of people',
  "totals.no-block": 'no block belongs to {level} "{unit}"',
  "totals.ambiguous": 'several of the name "{unit}" lie in {names}: name the {kind} beside it',
  "totals.bad-number": '{group} of "{unit}": {total} is no number of people',
  "totals.more-known": '{group} of "{unit}": its blocks already have {known}, more than the total of {total}',
  "totals.no-basis": '{group} of "{unit}": its blocks have neither dwellings nor residential floor area for all; {rest} people stay unknown',
  "totals.left-over": '{group} of "{unit}": every block has a number, and {rest} of {total} people are left over',
  "place.repeat-inside": "{goes} is the same place as {stays} ({category}, inside it).",
  "place.repeat-near": "{goes} is the same place as {stays} ({category}, {metres} m apart).",
  "place.entrance": "{id} is an entrance of {station} ({metres} m away), which is reached there.",
  "link.block": "block {id} is not linked to the street network: {why}.",
  "link.facility": "facility {id} is not linked to the street network: {why}.",
  "link.too-far": "no street within {metres} m",
  "link.island": "the streets near it are cut off from the rest",
  "link.outside": "it lies outside the data's area",
  "csv.quote-not-doubled": "a quote inside a quoted cell is not doubled; read as written",
  "csv.quote-open": "a quote is opened and not closed",
  "table.title-skipped": 'skipped as a title: "{text}"',
  "table.cells-shifted": "{n} cells where the header has {width}; a text that holds the delimiter needs quotes",
  "table.cells-beyond": "{n} cells where the header has {width}; the cells beyond the header are ignored",
  "geojson.line": "the line is not JSON",
  "geojson.feature": "the feature is not an object",
  "shape.type-number": "shape type {type} is not read",
  "shape.type-name": "geometry type {type} is not read",
  "shape.no-point": "a point without coordinates",
  "shape.too-long": "the shape is longer than its record",
  "shape.rings": "the polygon has {n} rings; at most {most} are read",
  "shape.no-ring": "the polygon has no ring with four positions",
  "geometry.closed-rings": "{n} {n|ring was|rings were} not closed",
  "geometry.text-numbers": "{n} {n|coordinate|coordinates} written as text, read as {n|a number|numbers}",
  "geometry.dropped-holes": "{n} {n|hole|holes} without area dropped",
  "geometry.no-object": "the geometry is not an object",
  "geometry.collection": "a GeometryCollection is not read; give points or polygons",
  "geometry.unknown-type": '"{type}" is not a geometry type',
  "geometry.no-coordinates": "{type}: coordinates are missing or empty",
  "geometry.no-position": "a position is not an array",
  "geometry.no-numbers": "a position is not two finite numbers: {lon:plain}, {lat:plain}",
  "geometry.one-position": "a line has one position only",
  "geometry.short-ring": "a ring has {n} positions and no area; it needs four, the last the same as the first",
  "osm-area.outline-of": "{id} is the outline of {relation}, which has the same tags.",
  "osm-area.open-way": "{id} is not a closed way ({n} {n|node|nodes}), so it has no surface.",
  "osm-area.missing-nodes": "{id} {missing} of its {n} nodes are not in the file.",
  "osm-area.no-surface": "{id} its outline encloses no surface.",
  "osm-area.no-ring": "{id} no usable ring.",
  "osm-area.members": "{id} has {n} {n|member|members}; the limit is {most}.",
  "osm-area.missing-ways": "{id} {ways} of its ways and {nodes} of their nodes are not in the file.",
  "osm-area.missing-ways-rings": "{id} {ways} of its ways and {nodes} of their nodes are not in the file; {rings} rings do not close.",
  "osm-area.no-outer": "{id} has no outer way.",
  "osm-area.too-large": "{id} is too large: {inners} holes in {positions} positions.",
  "osm-area.open-rings": "{id} {n} of its rings do not close.",
  "osm-area.holes-found": "{id} has rings without a role: {n} of them {n|lies|lie} inside another ring and {n|is|are} taken for {n|a hole|holes}.",
  "osm-area.area-no": "{id} is tagged area=no: a line, not an area.",
  "osm-area.flat-rings": "{id} {n} of its rings enclose no surface.",
  "reason.name": 'name contains "{text}"',
  "reason.sign-and-name": '{sign} + name contains "{text}"',
  "reason.tags": "{tags}",
  "reason.amap": "AMap {code}",
  "reason.column": 'column "{column}" = "{word}"',
  "reason.default": "default category of the file",
  "fit.declared-but": "declared {declared}, but {better} fits the streets better",
  "fit.declared": "{name} as declared",
  "fit.assumed": "{name}",
  "fit.only-one": "no other system applies here",
  "fit.best": "{best} fits best",
  "fit.too-few": "{n} different {n|place is|places are} too few to tell",
  "fit.none": "no system puts half of the positions near a street: best is {best}",
  "fit.alike": "{best} and {rival} fit the streets about equally well",
  "fit.not-sure": "taken as {name}, but that is not sure: {reason}",
  "fit.nothing-said": "WGS 84, for nothing else is said ({reason})",
  "fit.swapped": "WGS 84, with longitude and latitude swapped",
  "fit.single": "{name}; no other system applies here",
  "fit.header": 'the header "{header}" speaks for {name}',
  "fit.no-street": "{name} (no street near, {percent} % linked)",
  "fit.median": "{name} (median {metres} m, {percent} % linked)",
  "option.unknown": '{what}: unknown option "{option}".',
  "hint.known-options": "Known options: {list}.",
  "siting.unknown-problem": '"{word}" is no siting problem.',
  "siting.unknown-status": 'Site {id}: "{word}" is no status of a site.',
  "siting.lengths": "The columns of the siting problem are not as long as its ids and pairs say.",
  "siting.pairs": "The pairs of demand row {id} are not in ascending order of sites, or name a site that is not there.",
  "siting.same-id": "Two rows have the id {id}; ids of demand and of sites are each given once.",
  "siting.bad-number": "{what}, row {at}: {value} is not a number from 0 on.",
  "siting.no-such-amount": "{name} takes no {amount}.",
  "siting.one-amount": "Only one of these says how much: {list}.",
  "siting.amount-needed": "{name} needs to know how many: one of {list}.",
  "siting.bad-amount": "{what}: {value} is not an amount.",
  "siting.places-unknown": "The places of {n} {n|site|sites} are unknown: {list}.",
  "siting.no-solver": "The solver HiGHS could not be loaded: {why}",
  "siting.shared-sites": "These sites serve several kinds: {list}. Solve them as one problem.",
  "siting.too-many-parts": "The budget has {n} parts in units of the build costs, more than {most}: solve the kinds as one problem.",
  "siting.site-differs": "Site {id} has another status or build cost in one kind than in another.",
  "siting.costs-unknown": "A budget needs to know what each site costs; of {n} {n|site|sites} no build cost is known: {list}.",
  "hint.costs-unknown": "Give their build_cost or exclude them: unknown is not zero.",
  "hint.places-unknown": "Give the places of these sites or exclude them: unknown is not zero.",
  "hint.did-you-mean": 'Did you mean "{word}"?',
  "limits.both": "Give limits in minutes or in metres, not both.",
  "limits.out-of-range": "Limits in {unit} must be 1 to {n} numbers above 0 and up to {most:plain}.",
  "unit.minutes": "minutes",
  "unit.metres": "metres",
  "category.unknown": 'Unknown category "{id}".',
  "hint.list-categories": 'List them with "living-circle categories".',
  "profile.unknown": 'Unknown walking profile "{id}".',
  "hint.profiles": "Profiles: {list}.",
  "profile.no-object": "A walking profile is an object.",
  "profile.no-id": "A walking profile needs an id, a text of 1 to 80 characters.",
  "profile.no-name": 'The names of the profile "{id}" are texts of 1 to 80 characters.',
  "profile.taken": 'The id "{id}" belongs to a built-in profile.',
  "profile.based-on": '"basedOn" is {value}, which is no built-in profile.',
  "profile.number": '"{field}" of the profile "{id}" is {value}.',
  "profile.file-too-large": "{name}: {n} bytes are no walking profile.",
  "profile.not-json": "{name} is no JSON.",
  "hint.profile-number": "Give a number from {least:plain} to {most:plain}.",
  "hint.profile-factor": "Give a factor from {least:plain} to {most:plain}, or null where steps cannot be passed.",
  "hint.profile-example": 'For example: id "cane", basedOn "frail", walkMetresPerSecond 0.55, stepsTimeFactor 4 (null: no steps), crossingWaitSeconds 10.',
  "profile.twice": 'The profile "{id}" is to be compared with itself.',
  "profile.too-few": "To compare profiles takes two or more.",
  "hint.compare-profiles": "Name each once, the one to compare with first, e.g. adult, older, frail.",
  "threads.count": "threads is {n:plain}.",
  "hint.threads": "Give a whole number from 1 to 256.",
  "nothing.stations": "There are no stations to set out from.",
  "hint.stations": "Give a table of points or areas with ids by --from.",
  "option.number-range": "{name} should be a number from {least} to {most}, not {value}.",
  "nothing.blocks": "There are no residential blocks to measure.",
  "hint.give-blocks": "Give a file of blocks, or an extract that has residential areas (landuse=residential).",
  "nothing.facilities": "There are no facilities to walk to.",
  "hint.give-facilities": "Give a file of facilities, or an extract that has tagged places.",
  "nothing.facility-files": "Facilities are to come from files, but no file is given.",
  "nothing.ways": "No walkable ways: {n} ways read, {highways} with a highway tag, 0 kept.",
  "hint.boundary-only": "Is this a boundary-only or buildings-only extract? An extract with its streets is needed.",
  "block.too-large": 'Block "{id}" is {width} \xD7 {height} km: too large for a residential block.',
  "hint.split-districts": "Are its coordinates degrees of WGS-84? Split districts into blocks.",
  "id.twice": 'Two {what} records have the id "{id}".',
  "moment.unknown": "\u201C{text}\u201D is no moment of a week.",
  "hint.moment": "Write a day and a time, e.g. \u201CTu 19:00\u201D, \u201CSaturday 10am\u201D or \u201C\u5468\u4E8C 19:00\u201D.",
  "hint.unique-ids": "Ids must be unique; the readers of this library reject repeats.",
  "place.no-degrees": "{what}: [{lon:plain}, {lat:plain}] is not a position in degrees.",
  "hint.degrees-order": "Positions are [longitude, latitude] in degrees.",
  "outline.radius": "outlineOfPoints: the radius must be above 0 metres, not {value:plain}.",
  "outline.cell": "uncoveredLand: the cell is {value:plain} metres.",
  "hint.cell": "Give 1 to 100.",
  "land.what": "Land coverage: {said}.",
  "land.too-many-points": "the land needs more than {most} sample points",
  "hint.units": "Check the units: degrees for places, metres for distances.",
  "sweep.nearest-count": "nearestCount is {value:plain}.",
  "hint.whole-range": "Give a whole number from {least} to {most}.",
  "equity.negative": "Fairness is measured of values and people that are 0 or more; one is {value}.",
  "equity.cuts": "Palma needs two ranks that ascend; these are {low} and {high}.",
  "columns.no-plain": "{source} has no column {column}.",
  "hint.plain-columns": "Columns here: {columns}",
  "hint.column-meant": 'Call the column "{near}" {column}, if that is what it is.',
  "row.no-cell": "The row has no {column}.",
  "row.plain-id-twice": 'The id "{id}" stands in an earlier row.',
  "row.unknown-id": 'No row of the other tables has the id "{id}".',
  "row.plain-unknown": '{column} of "{id}" is blank: unknown, which is not 0.',
  "row.pair-twice": 'The pair "{demand}", "{site}" is listed more than once: the lower cost counts.',
  "row.supply-status": '"{word}" is no status of a site; there are {list:and}.',
  "plain.nothing": "{name} has no row that can be used.",
  "matrix.no-limit": "walkMatrix needs a limit: minutes or metres.",
  "matrix.columns": "walkMatrix: give categories or candidates, not both.",
  "hint.has-categories": "It has: {list}.",
  "capacity.no-problem": "The demand and places are no problem that can be solved: {what} is wrong (negative, no number, or of a length that does not fit).",
  "capacity.no-rule": '"{rule}" is no rule by which places are given out.',
  "capacity.no-measure": '"{measure}" is no measure of floating catchment areas.',
  "capacity.no-weights": "Pairs cannot be weighed like that: {what}.",
  "matrix.max-pairs": "maxPairs is {value:plain}.",
  "matrix.candidate": "Candidate {n:plain}",
  "matrix.too-many": "The walk matrix has {n} pairs; at most {most} are kept.",
  "matrix.more": "The walk matrix has more than {most} pairs; at most {most} are kept.",
  "network.not-saved": "These bytes are not a saved walking network.",
  "network.version": "The saved network has format version {found:plain}; this program reads {wanted:plain}.",
  "network.cut-off": "The saved network should have {n} bytes but has {found}.",
  "network.misfit": 'The saved network is damaged: its list "{what}" does not fit the others.',
  "network.damaged": "The saved network is damaged: its checksum does not match.",
  "heights.damaged-no-tiff": "{name} is no GeoTIFF.",
  "heights.damaged-directory": "{name} is damaged: its list of tags makes no sense.",
  "heights.damaged-block": "{name} is damaged: a strip or tile cannot be unpacked.",
  "heights.damaged-sizes": "{name} is damaged: its sizes make no sense.",
  "heights.cut-off": "{name} is cut off: it ends after {n} bytes.",
  "heights.empty": "{name} is empty.",
  "heights.packed": "{name} is packed.",
  "heights.hgt-name": "{name}: the name of an HGT tile says where it lies, and this one does not.",
  "heights.hgt-size": "{name} has {n} bytes: no HGT tile has that size.",
  "heights.file-too-large": "{name} is larger than {most} bytes.",
  "heights.too-wide": "{name} is too large: {columns} \xD7 {rows} cells.",
  "heights.too-many-cells": "The streets lie on {n} cells of heights; at most {most} are read.",
  "heights.too-many-files": "{n} files of heights; at most {most} are read.",
  "heights.not-numbers": "{name} is a picture or holds numbers of a kind that is not read ({kind}), not heights.",
  "heights.compression": "{name} is compressed by a method that is not read (TIFF compression {kind}).",
  "heights.unplaced": "{name} does not say where its cells lie.",
  "heights.turned": "{name} is turned against its coordinates.",
  "heights.system": "{name} does not name its coordinate system by a code.",
  "heights.elsewhere": "{name} lies elsewhere: none of its cells is near a street.",
  "heights.other-model": "{other} has other cells than {name}: heights of two models beside each other make cliffs.",
  "hint.height-formats": "Heights are read from GeoTIFF (.tif), HGT (such as N39E116.hgt) and tables of points (lon, lat, height_m).",
  "hint.write-tiff-again": "Write it again: gdal_translate -co COMPRESS=DEFLATE in.tif out.tif",
  "hint.warp-heights": "Bring it into plain degrees: gdalwarp -t_srs EPSG:4326 in.tif out.tif",
  "hint.cut-heights": "Cut it to the streets, or take coarser cells: gdal_translate -projwin WEST NORTH EAST SOUTH in.tif out.tif",
  "hint.hgt-name": "Give it back its name, such as N39E116.hgt (its south-western corner).",
  "hint.unpack-heights": "Unpack it first.",
  "hint.heights-elsewhere": "Take the tile of the town; --dem is for the ground under the streets.",
  "hint.one-model": "Give tiles of one model only, or put them together first: gdalbuildvrt, then gdal_translate.",
  "answer.not-saved": "These bytes are not a saved answer.",
  "answer.version": "The saved answer has format version {found:plain}; this program reads {wanted:plain}.",
  "answer.cut-off": "The saved answer should have {n} bytes but has {found}.",
  "answer.damaged": "The saved answer is damaged: {what}.",
  "hint.saved-answer": 'A saved answer is the file answer.bin that "living-circle coverage" writes.',
  "hint.answer-again": 'Copy it again, or make it again with "living-circle coverage".',
  "hint.build-again": "Build the network from the OSM extract again.",
  "index.segment-ends": "Segment ends must come in fours: {n} numbers given.",
  "index.not-this-kind": "This buffer is not an index of this kind and version.",
  "index.not-points": "This buffer is not a point index of this version.",
  "index.point-place": "Point {n:plain} is at longitude {lon:plain}, latitude {lat:plain}.",
  "index.nearest": "The number of nearest points must be 1 to {most}, not {value:plain}.",
  "index.radius": "A search radius must be 0 to {most} m, not {value:plain}.",
  "facilities.nearest": "The number of nearest facilities must be 1 or more, not {value:plain}.",
  "facilities.no-such": 'There is no facility "{id}" in the set.',
  "facilities.known": 'There is a facility "{id}" in the set already.',
  "hint.move-or-close": "Move it, or close it first.",
  "facilities.no-entrance": 'Facility "{id}" has no entrance.',
  "facilities.place": "There is no place at longitude {lon:plain}, latitude {lat:plain}.",
  "facilities.radius": "A radius must be 0 m or more, not {value:plain}.",
  "standard.access": 'The access of {blocks} {blocks|block|blocks} to {rules} {rules|rule|rules} ({shares} shares) does not fit the {n} {n|rule|rules} of "{id}".',
  "hint.two-matrices": "Candidates are columns of their own: make two matrices.",
  "matrix.no-category": 'The study has no category "{id}".',
  "hint.fewer-pairs": "Choose fewer kinds or candidates or a shorter limit, work area by area, or raise maxPairs: a pair takes about 30 bytes.",
  "thread.closed": "The sweep pool is closed.",
  "hint.new-pool": "Make a new one with createSweepPool.",
  "sqlite.keys": "Only texts can be keys.",
  "sqlite.same-key": "Table {name} has two rows with the key {texts}.",
  "sqlite.schema": "The schema of the database is too large.",
  "sqlite.key-length": "A key of {n} bytes is too long.",
  "map.no-assets": "toMapHtml: {key} is not the text of a file of MapLibre GL.",
  "hint.read-assets": "In Node, pass what readMaplibreAssets() of living-circle/node returns.",
  "xlsx.language": 'toXlsx: unknown language "{name}".',
  "hint.languages": "Languages: {list}.",
  "hint.impedance": 'Build the impedance on the basis "{basis}", or give {unit}.',
  "unit.times": "times",
  "unit.distances": "distances",
  "outline.too-wide": "This outline would span more ground than one drawing can hold.",
  "hint.draw-parts": "Draw it in parts, or with a wider band.",
  "isochrone.style": 'there is no style "{style}"',
  "isochrone.limits-unit": "{limits} were given as limits, but the costs are {costs}",
  "isochrone.limits-count": "{n} limits were given",
  "isochrone.value": "{name} is {value}",
  "hint.styles": "Styles: {list}.",
  "hint.limits-count": "Give 1 to {n} of them.",
  "hint.number-range": "It must be a number from {least:plain} to {most:plain}.",
  "thread.broke-off": "A thread broke off: {reason}.",
  "thread.undone": "A thread left its visits undone.",
  "hint.one-thread": "Run with one thread, and report this.",
  "run.out-of-memory": "The memory that this process may use is used up.",
  "run.interrupted": "Interrupted.",
  "map.no-maplibre": "MapLibre GL could not be read: the package maplibre-gl 5 is not installed.",
  "hint.install-maplibre": "npm install maplibre-gl@5",
  "report.bytes": "The report needs {bytes} bytes; maxBytes is {most}.",
  "hint.max-bytes": "Raise maxBytes, or report on fewer categories.",
  "report.no-limit": "The report has no limit {limit}.",
  "hint.limits": "Its limits are {list}.",
  "xlsx.sheet-rows": 'Sheet "{name}" would have {n} {n|row|rows}; a workbook holds {most}.',
  "gpkg.columns": "Layer {name} has {n} columns; a GeoPackage holds {most}.",
  "poster.no-block": "There is no block {index:plain}: the report has {n:plain}.",
  "poster.link": "The link has {n} characters, too many for a QR code.",
  "hint.shorter-link": "Give a shorter link.",
  "output.none": 'There is no output "{id}".',
  "output.basemap": "a basemap (plainBasemap or basemapFromOsm)",
  "output.maplibre": "the text of MapLibre GL (readMaplibreAssets of living-circle/node)",
  "hint.outputs": "Outputs: {list}.",
  "output.needs": 'Output "{id}" needs {what}.',
  "hint.output-context": "Give makeOutputs a context with {what}.",
  "layer.format": 'Unknown layer format "{format}".',
  "hint.use-layers": "Use coverage.csv or the GIS layers for runs of this size.",
  "hint.fewer-categories": "Ask for fewer categories or limits, or take coverage.csv.",
  "hint.formats": "Formats: {list}.",
  "pack.unknown": 'Unknown standard "{id}".',
  "hint.standards": "Standards: {list}.",
  "pack.circle": "goes in a circle: {list}",
  "pack.no-pack": 'names no known pack: "{id}"',
  "pack.no-rule": 'names no rule of "{pack}": "{id}"',
  "pack.no-category": 'names no known category: "{id}"',
  "pack.no-source": 'names no source of the pack: "{id}"',
  "pack.required-kinds": "is {n:plain}, but the rule names {kinds} categories",
  "pack.land-range": "is {min:plain}, more than maxLandSquareMetres, {max:plain}",
  "pack.weakest-mark": "is {mark}, but the weakest of its marks is {weakest}",
  "pack.verified-mark": "is {verified}, but its mark is {mark}",
  "pack.lacks": 'lacks "{key}"',
  "pack.lacks-for-basis": 'lacks "{key}" (its basis is {basis})',
  "pack.not-for-basis": "does not go with basis {basis}",
  "pack.unknown-key": "is not a known key",
  "pack.repeats": "repeats {item}",
  "pack.one-of": "must be one of {list}, is {value:plain}",
  "pack.object": "must be an object, is {value:plain}",
  "pack.list": "must be a list, is {value:plain}",
  "pack.true-false": "must be true or false, is {value:plain}",
  "pack.text": "must be text, is {value:plain}",
  "pack.number": "must be a number, is {value:plain}",
  "pack.whole-number": "must be a whole number, is {value:plain}",
  "pack.a-list": "a list",
  "pack.an-object": "an object",
  "pack.missing": "missing",
  "pack.least": "must be at least {least:plain}, is {value:plain}",
  "pack.more-than": "must be more than {least:plain}, is {value:plain}",
  "pack.most": "must be at most {most:plain}, is {value:plain}",
  "pack.min-items": "must have at least {n} {n|item|items}, has {found}",
  "pack.max-items": "must have at most {n} items, has {found}",
  "pack.max-characters": "must have at most {n} characters, has {found}",
  "pack.empty": "must not be empty",
  "pack.pattern": "must look like {pattern}, is {value:plain}",
  "input.none-usable": "{name}: none of {n} {role} can be used ({why}).",
  "input.no-rows": "{name} has no rows.",
  "hint.crs-option": "Say which system the coordinates are in by its EPSG code, e.g. --crs EPSG:4547.",
  "input.no-blocks": "The extract has no residential areas, and no --blocks FILE is given.",
  "hint.blocks-option": "Give the blocks as a CSV or GeoJSON file: --blocks FILE.",
  "hint.swap-columns": "Swap the columns of longitude and latitude (longitude is the larger one in China).",
  "hint.categories-command": 'List the known kinds with "living-circle categories".',
  "hint.rejects-command": 'See the rows and reasons with "living-circle check \u2026 --rejects -".',
  "input.blocks-outside": "{n|The block lies|All # blocks lie} outside the extract: the first at {lon:plain}, {lat:plain}, the streets between {west:plain}, {south:plain} and {east:plain}, {north:plain}.",
  "hint.right-extract": "Take the extract of the right place, and check the order of longitude and latitude.",
  "input.no-place": "{name} has no usable place.",
  "input.no-block": "{name} has no usable block.",
  "hint.check-command": 'See the reasons with "living-circle check AREA --blocks FILE".',
  "input.no-kind": "There is no facility of the kind {list}.",
  "hint.categories-and-check": 'List the known kinds with "living-circle categories", and what the data hold with "living-circle check".',
  "input.no-outline": "No block has an outline, so there is no land to measure.",
  "hint.blocks-as-polygons": "Give blocks as polygons (GeoJSON), or leave --blocks out to take the residential areas in OSM.",
  "input.gates-unlinked": "None of the gates is linked to a street.",
  "hint.gates-or-blocks": "Check the coordinates of the gates, or make pages for the blocks without --per-gate.",
  "mapping.invalid": "{name} is not a mapping of columns: {what}.",
  "hint.mapping-example": "It looks like this: {example}",
  "mapping.too-large": "it is too large",
  "mapping.not-json": "it is not JSON",
  "mapping.kind": '"{kind}" is none of {list}',
  "mapping.no-object": "{where} is not an object",
  "mapping.no-header": '{where}."{role}" is neither a header nor null',
  "pdf.no-program": "CHROME_PATH names no program: {path}",
  "pdf.no-browser": "No Chromium, Chrome or Edge was found to print the PDF with.",
  "pdf.failed": "{browser} did not print the PDF: {why}",
  "hint.print-html": "Without --pdf, open posters.html in any browser and print it to PDF; or name a Chromium with CHROME_PATH.",
  "code.missing-coordinates": "missing-coordinates",
  "code.invalid-coordinates": "invalid-coordinates",
  "code.swapped-coordinates": "swapped-coordinates",
  "code.outside-area": "outside-area",
  "code.doubtful-coordinates": "doubtful-coordinates",
  "code.missing-id": "missing-id",
  "code.duplicate-id": "duplicate-id",
  "code.duplicate-place": "duplicate-place",
  "within.no-area": "{name} has no outline: a study area is one or more polygons.",
  "within.no-name": 'No boundary of the extract is called "{name}": it has {n} {n|name|names} of boundaries.',
  "within.several": 'Several boundaries are called "{name}": {list}.',
  "within.not-whole": 'The boundary "{name}" is not whole in the extract.',
  "within.no-blocks": "None of {n} {n|block|blocks} lies within {name}.",
  "hint.within-file": "Give its outline as a file: --within FILE.",
  "hint.within-place": "Is the study area of this place, and in the coordinates that its file says (see --crs)?",
  "code.missing-category": "missing-category",
  "code.unknown-category": "unknown-category",
  "code.invalid-number": "invalid-number",
  "code.invalid-geometry": "invalid-geometry",
  "code.unsupported-geometry": "unsupported-geometry",
  "code.malformed-row": "malformed-row",
  "code.missing-members": "missing-members",
  "code.missing-role": "missing-role",
  "code.closed": "closed",
  "code.planned": "planned",
  "code.unknown-status": "unknown-status",
  "code.unknown-word": "unknown-word",
  "code.title-row": "title-row",
  "code.section-row": "section-row",
  "code.total-row": "total-row",
  "code.note-row": "note-row",
  "code.unknown-block": "unknown-block",
  "code.unknown-id": "unknown-id",
  "code.too-far": "too-far",
  "code.island": "island",
  "edit.no-list": "{name} is no list of edits.",
  "edit.not-json": "{name} is no JSON.",
  "edit.file-too-large": "{name}: {n} bytes are no list of edits.",
  "edit.bad-row": "{name}: a row cannot be read ({why}).",
  "edit.too-many": "{name} has {n} edits; at most {most} are read.",
  "edit.no-object": "{name}: edit {n} is no object.",
  "edit.id-twice": 'Two edits have the id "{id}".',
  "edit.unknown-op": 'Edit {edit}: the operation "{op}" is not known.',
  "edit.unknown-key": 'Edit {edit}: {op} has no key "{key}".',
  "edit.unknown-column": '{name}: no edit has a key "{column}".',
  "edit.needs": "Edit {edit}: {op} needs {list:or}.",
  "edit.value": 'Edit {edit}: "{key}" is {value}; it takes {takes}.',
  "edit.takes-text": "a text of at most {most} characters",
  "edit.takes-word": "one of {list}",
  "edit.takes-number": "a number from 0 to {most}",
  "edit.takes-position": "a position [longitude, latitude] in WGS-84 degrees",
  "edit.takes-line": "a list of 2 to {most} positions [longitude, latitude] in WGS-84 degrees",
  "edit.takes-category": "the id or name of a kind of facility",
  "edit.takes-one": 'nothing beside "{other}": give one of the two',
  "hint.edit-example": 'An edit has an "op" and what belongs to it: "op": "add-facility", "category": "clinic", "at": [116.334, 39.992]. See docs/edits.md.',
  "hint.edit-fewer": "Split the plan into several files.",
  "hint.edit-keys": "Its keys: {list}.",
  "hint.edit-ops": "Operations: {list}.",
  "hint.lon-first": "Longitude comes first, latitude second.",
  "edit.reason": "edit {edit}",
  "edit.no-facility": "No facility has the id {id}.",
  "edit.no-facility-but": "No facility has the id {id}; {near} is one.",
  "edit.facility-planned": "{id} is planned: it serves nobody yet. Open it first (--open-planned).",
  "edit.other-kind": "{id} is of another kind: {category}.",
  "edit.no-facility-near": "No such facility lies within {metres} m of the place.",
  "edit.facility-exists": "A facility with the id {id} is there already.",
  "edit.added-facility": "{id} ({category}) added.",
  "edit.opened-planned": "{id} ({category}) was planned and is open now.",
  "edit.moved-facility": "{id} ({category}) moved by {metres} m.",
  "edit.there-already": "{id} is there already.",
  "edit.closed-facility": "{id} ({category}) closed.",
  "edit.not-linked": "It lies too far from any street to be linked: nobody reaches it.",
  "edit.capacity-same": "{id} has {capacity} places already.",
  "edit.capacity-set": "{id}: {capacity} places instead of {before}.",
  "edit.capacity-first": "{id}: {capacity} places; how many it had was not known.",
  "edit.capacity-walks": "Places change who is served in fact, and no walk.",
  "edit.no-block": "No block has the id {id}.",
  "edit.no-block-but": "No block has the id {id}; {near} is one.",
  "edit.no-block-near": "No block lies around the place or within {metres} m of it.",
  "edit.people-same": "{id} has so many people already.",
  "edit.people-set": "{id}: {people} people ({group}) instead of {before}.",
  "edit.people-first": "{id}: {people} people ({group}); how many there were was not known.",
  "edit.no-compound": "No compound and no block has the id {id}.",
  "edit.no-compound-but": "No compound and no block has the id {id}; {near} is one.",
  "edit.no-gate": "No gate on the list has the id or name {id}.",
  "edit.gates-alike": "Several gates have the id or name {id}: give the compound, too.",
  "edit.no-wall": "No outline of a compound runs within {metres} m, and the map has no barrier there.",
  "edit.open-already": "The gate of {id} is open already.",
  "edit.gates-unknown": "Nobody has listed the gates of {id}: all its crossings are open already.",
  "edit.not-closed": "{id} is not closed: everybody walks in and out already.",
  "edit.opened-gate": "A gate of {id} that was shut is open.",
  "edit.new-gate": "{id} has a new gate.",
  "edit.opened-barrier": "The barrier that the map has there is open.",
  "edit.gate-no-street": "No street crosses the outline of {id} within {metres} m of the gate: nobody passes there.",
  "edit.closed-already": "The gate of {id} is shut already.",
  "edit.wall-already": "{id} has no gate there: it is a wall already.",
  "edit.no-crossing": "No street crosses the outline of {id} within {metres} m of the place.",
  "edit.closed-gate": "A gate of {id} is shut.",
  "edit.closed-street": "The street is closed at this place.",
  "edit.no-street-to-close": "No gate is there, and no street within {metres} m that could be closed.",
  "edit.gate-beside": "Another open gate of {id} stands within {metres} m: people pass there still.",
  "edit.path-no-street": "The path touches no street: none lies within {metres} m of either end.",
  "edit.path-no-length": "Both ends of the path are joined at the same place: it has no length.",
  "edit.path-laid": "A path of {metres} m.",
  "edit.path-open-end": "One end is joined to no street: none lies within {metres} m of it.",
  "edit.path-walled": "The path meets the wall of {id} where there is no gate: nobody passes. Open a gate there, too.",
  "edit.path-meets-wall": "The path meets the wall of {id} where there is no gate.",
  "edit.crossing-one-side": "There is no second street on the other side within {metres} m.",
  "edit.no-street-near": "No street lies within {metres} m of the place.",
  "edit.no-way": "The map has no street {way}.",
  "edit.removed-way": "{way} taken away, {metres} m.",
  "compare.unlike": "The two results are not of one method: {list:semicolon}.",
  "compare.part": "{part} ({before} / {after})",
  "compare.model": "walking model",
  "compare.profile": "who walks",
  "compare.basis": "time or distance",
  "compare.limits": "limits",
  "compare.kinds": "kinds of facility",
  "compare.rules": "rules",
  "compare.blocks": "blocks",
  "compare.demand": "where walks begin",
  "compare.links": "longest way to a street",
  "compare.streets": "slopes or private streets",
  "compare.no-blocks": "The two results have no block in common.",
  "compare.no-part": '"{part}" is no part of the method.',
  "hint.compare-allow": "Run one of them again as the other, or allow what is unlike: --allow {list}",
  "hint.compare-parts": "Parts: {list}.",
  "hint.compare-blocks": "Blocks are compared by their ids.",
  "change.same-inputs": "Both results rest on the same files.",
  "change.no-walk-differs": "No walk to the nearest facility differs.",
  "change.edit-nothing": "Edit {edit} touches nothing: {why}",
  "change.edit-capacity": "Edit {edit} changes places only: it changes who is served in fact, and no walk.",
  "change.edit-people": "Edit {edit} changes people only, and nobody of them lives within a limit.",
  "change.edit-no-walk": "Edit {edit}: what it changes is on no shortest walk to the nearest facility of any kind that is measured.",
  "change.edit-no-nearest": "Edit {edit}: its place is the nearest of its kind to nobody, or its kind is not measured.",
  "change.walks-only": "{n} {n|walk differs|walks differ} ({shorter} shorter, {longer} longer), but nobody passes a limit: {within} {within|ends|end} within the largest limit before and after, {beyond} beyond it.",
  "input.example": "{code}, such as {example}",
  "candidates.negative": "a build cost or a number of places below 0",
  "candidates.status": '{source}, line {line}: "{word}" is no status of a candidate.',
  "candidates.kind": '{source}, line {line}: "{word}" is no kind of facility.',
  "candidates.too-many": "More than {n} places along the streets, {every} m apart.",
  "candidates.none-file": "{source} has no row that could be used as a candidate.",
  "hint.candidate-status": "Known are {list}; a blank cell is a candidate.",
  "hint.candidates-every": "Give a larger distance with --candidates-every (candidatesEvery), or a study area with --within.",
  "siting.no-people": "No linked block has a known number of {group} above 0: there is nobody to plan for.",
  "siting.required": 'The candidate "{id}" is required, but {why}.',
  "siting.excluded": "it is excluded",
  "siting.otherKinds": "it offers none of the kinds that are asked for",
  "siting.unlinked": "no street is near it",
  "siting.unknownCost": "its build cost is not known",
  "siting.unknownPlaces": "its places are not known",
  "siting.no-candidates": "None of the {n} candidates can be chosen: {excluded} excluded, {otherKinds} for other kinds, {unlinked} without a street, {unknownCost} without a cost, {unknownPlaces} without places.",
  "siting.no-gaps": "There is no gap in which a candidate could lie.",
  "siting.no-kinds": "A plan needs the kinds of facility that it is for.",
  "siting.rate": "A demand rate is a number above 0, not {value}.",
  "hint.siting-group": "Give another --group (group), or blocks with numbers of {group}.",
  "hint.siting-required": "Correct its row, or take the word required away.",
  "hint.siting-candidates": "Give other candidates: --candidates FILE, or --candidates-from blocks, gaps or streets.",
  "hint.siting-places": "Give places of candidates in a column places, or --places.",
  "hint.siting-kinds": "Give --category (categories).",
  "hint.siting-blocks": "Take --candidates-from blocks or streets.",
  "costs.no-list": "{name}: a table of costs is a list of rows, or an object with `costs`.",
  "costs.no-object": "{name}: row {n:plain} is no object.",
  "costs.not-json": "{name} begins like JSON and is none.",
  "costs.bad-row": "{name}: {why}",
  "costs.too-many": "{name} has {n} rows; a table of costs has {most} at most.",
  "costs.file-too-large": "{name} has {n} bytes: that is no table of costs.",
  "costs.kind": '{name}, row {n:plain}: no kind of remedy is called "{word}".',
  "costs.category": '{name}, row {n:plain}: no kind of place is called "{word}".',
  "costs.key": '{name}, row {n:plain}: "{key}" is not known.',
  "costs.amount": '{name}, row {n:plain}: {key} is an amount from 0, or blank where it is not known; not "{word}".',
  "costs.twice": "{name}, row {n:plain}: {kind} has a cost already.",
  "hint.costs-example": "A table has the columns kind, category, each, per_metre, per_place; the file data/remedy-costs.json of the package shows the same as JSON.",
  "hint.remedy-kinds": "Kinds: {list}.",
  "hint.cost-keys": "Keys: {list}.",
  "remedies.direction": "Remedies are looked for on walks to facilities, not from them.",
  "remedies.most": "most is a whole number from 1 to {most}, not {value}.",
  "remedies.budget": "budget is an amount from 0, not {value}.",
  "remedies.budget-without-costs": "A budget needs costs, and no cost of any remedy is known."
};
var EN_NOTICES = {
  scenario: "This is a scenario: {applied} of {n} {n|edit|edits} of {name} {applied|is|are} applied to what the files say; edits.json has them.",
  flat: "Walking times are for flat ground: slopes are not counted.",
  slopes: "Walking times count slopes, by the heights in {list}; no height is known for {km} km of streets ({percent} %), which count as flat.",
  "slopes-everywhere": "Walking times count slopes, by the heights in {list}.",
  "slopes-cut": "{n} {n|stretch|stretches} of street ({km} km) would be steeper than 35 % by these heights and {n|counts|count} as 35 %: walls, bridges that the map lacks, or noise.",
  "response-ways": "Times are along streets that can be walked, in either direction of one-way streets, at one speed: traffic, turns and roads for vehicles only are not counted.",
  "response-private": "Private streets and walls count as they do for walkers: the streets were not loaded as ordinary ones.",
  "response-flat": "The ground is taken as flat.",
  "unlinked-stations": "{n} of {all} {all|station|stations} could not be linked to a street and {n|takes|take} no part.",
  "private-streets": "{km} km of private or residents-only ways and {gates} such {gates|gate|gates}: walks begin and end there, but nobody walks through.",
  "closed-compounds": "{closed} of {known} {known|compound|compounds} {closed|is|are} closed, with {gates} open {gates|gate|gates} on the list and {walls} {walls|wall|walls} across streets: nobody walks through a compound that is neither home nor goal.",
  "unknown-gates": "Of {n} closed {n|compound|compounds} no gate is known: {crossings} {crossings|place|places} where streets cross the outlines count as open gates.",
  "gates-without-street": "{n} open {n|gate opens|gates open} nothing: no street crosses the outline within 25 m.",
  "sealed-compounds": "{n} closed {n|compound has|compounds have} no gate that opens a street: nobody walks in or out.",
  "rejected-outlines": "{n} {n|outline|outlines} of compounds could not be used (see rejects.csv).",
  "from-gates": "In {n} of {all} {all|block|blocks} walks begin at the gate on the street side: the way inside the compound is not counted.",
  "restricted-as-ordinary": "{km} km of private or residents-only ways and {gates} such {gates|gate|gates} count as ordinary streets: walks may pass through compounds that are closed in truth.",
  "step-free-walks": "Steps are avoided. Of the metres of all walks {free} % are known to be step-free, {not} % are known not to be, and of {unknown} % nothing is known (kerbs, surfaces, slopes, lifts): a route may not be passable.",
  "seat-walks": "Walks with rests (seat_gap_m, seat_walk_m): no stretch longer than {metres} m between {n} places to sit, which are benches, shelters, stops with a bench in the OSM data and entrances of facilities; {unused} more are on private streets or too far from any. Benches that the map lacks are missing here, too.",
  "best-bench": "The one bench that would help most is one at {lon}, {lat}: walks with rests for up to {people} people more; kinds ({n}): {kinds}.",
  "wheelchair-unjudged": "Steps are avoided; kerbs, surfaces, slopes and lifts are not judged yet, so a route may not be passable.",
  "no-data": "No facility in the data: {kinds}. A gap in the data is not a gap in the city.",
  "no-data-more": "No facility in the data: {kinds}{all||} and {more} more {more|kind|kinds}. A gap in the data is not a gap in the city.",
  "essential-no-data": "Of {n} essential {n|thing|things} of everyday life the data have no facility: {kinds}. A gap in the data is not a gap in the city.",
  "kinds-not-measured": "{n} {n|facility|facilities} of {kinds} other {kinds|kind|kinds} {n|is|are} not measured: {list}. --category all takes them, too.",
  "kinds-not-measured-more": "{n} {n|facility|facilities} of {kinds} other {kinds|kind|kinds} are not measured: {list} and {more} more {more|kind|kinds}. --category all takes them, too.",
  "no-data-on-map": "{n} of these {all} {all|kind|kinds} are on the map itself: {kinds}{rest}. With --facilities-from both they count, too.",
  "and-more-kinds": " and {more} more {more|kind|kinds}",
  "kind-count": "{kind} {n}",
  "unused-kinds": "{n} {n|facility|facilities} of {all} {all|kind|kinds} {n|is|are} judged by no rule of the standard: {kinds}{rest}.",
  "study-area": "Only what lies within {name} counts: {inside} {inside|block|blocks} are inside, {cut} of them in part, {outside} outside. Facilities and streets around it still serve.",
  "no-linked-facility": "No facility links to the street network: {kinds}.",
  "hours-at": "At {at}: of {all} {all|facility|facilities} {open} {open|is|are} known to be open and {closed} closed; {unknown} {unknown|has|have} no known hours and may be open. {gates} {gates|gate|gates} with hours {gates|is|are} shut, the hours of {doubtful} are not understood. Holidays are not looked at.",
  "unlinked-blocks": "{n} of {all} {all|block does|blocks do} not link to the street network and {n|is|are} left out of every share.",
  "unknown-population": "The population of {n} of {all} {all|block|blocks} is unknown; unknown is not zero, so they are left out of population shares.",
  "shared-out-people": "People of {blocks} {blocks|block|blocks} were shared out from the totals of {units} {units|community|communities} by {bases:or}: they add up to the totals, but nobody counted them block by block.",
  "basis.dwellings": "dwellings",
  "basis.residential floor area": "residential floor area",
  "incomplete-streets": "The streets are incomplete: {missing} of {all} street points ({percent} %) are not in the file. It was cut or written without the nodes of its ways; do not rely on any number here.",
  "missing-nodes": "{n} street {n|point is|points are} missing from the extract (cut at its edge); walks stop there.",
  "credit-osm": "Street data \xA9 OpenStreetMap contributors, ODbL 1.0.",
  "credit-invented": "Streets and places are invented, for demonstration (CC0 1.0): nothing here is of OpenStreetMap or of a real town.",
  "standard-not-verified": `{pack}: {n} of {all} {all|rule|rules} {n|is|are} ${EN_NOT_VERIFIED}.`,
  "standard-amounts-not-verified": `{pack}: {n} of {all} {all|amount|amounts} per 1,000 people {n|is|are} ${EN_NOT_VERIFIED}.`,
  "standard-secondary": "{pack}: {n} of {all} {all|rule|rules} {n|was|were} read in secondary sources.",
  "standard-own-rules": "{pack}: {n} of {all} {all|rule|rules} {n|rests|rest} on a reading or a figure that is not the standard's own.",
  "shifted-coordinates": "The GeoJSON layers of this run are in {name}, not in WGS-84: for display on maps in that system only. All other files and all columns are WGS-84.",
  "action.check-data": "No facility of this kind in the data: check on the ground first, then plan one.",
  "action.check-edge": "Close to the data's edge: look for facilities beyond it first.",
  "action.shorten-walk": "Near in a straight line but far on foot: look for a gate, crossing or path that shortens the walk.",
  "action.just-beyond": "Little beyond the limit: a second entrance, an outpost or a mobile service may do.",
  "action.new-facility": "Far from any: plan a new facility near the centre of the gap.",
  "plan-no-data": "No {kinds} in the data: the plan begins with nobody covered. If there are any, add them first.",
  "plan-blocks-apart": "The plan counts people of linked blocks with known numbers: {unknown} {unknown|block|blocks} of unknown size and {unlinked} that no street is near are not in it, neither as covered nor as not.",
  "plan-out-of-reach": "Demand of {n} in {blocks} {blocks|block|blocks} is within reach of no facility and of no candidate: no plan from these candidates serves it.",
  "plan-unlinked": "{n} {n|candidate touches|candidates touch} no street and {n|takes|take} no part: {list}.",
  "plan-unlinked-more": "{n} candidates touch no street and take no part: {list} and {more} more.",
  "plan-no-cost": "{n} {n|candidate has|candidates have} no known build cost and {n|takes|take} no part: unknown is not free of charge.",
  "plan-no-places": "Of {all} open {all|facility|facilities} {n} {n|has|have} no known number of places; whom they serve is unknown, and the plan counts none of their places.",
  "plan-site-no-places": "{n} {n|candidate has|candidates have} no known number of places and {n|takes|take} no part.",
  "plan-streets": "Candidates lie on public streets, {metres} m apart; streets inside closed compounds and private streets have none.",
  "plan-searched-minutes": "Walks were searched up to {to} minutes; where nothing is nearer they count as that long.",
  "plan-searched-metres": "Walks were searched up to {to} m; where nothing is nearer they count as that long.",
  "remedies-unexamined": "Causes are looked for on foot: opening hours and places that are taken are not examined as causes here.",
  "remedies-crossings": "A new crossing joins two streets straight across whatever lies between them: water, rails, walls, houses and property are to be checked on the ground.",
  "remedies-sites": "New sites are tried in the middle of every block that lacks something; whether there is land is not known.",
  "remedies-joint": "Remedies chosen together: who is served by two is counted once, and walks that would take two remedies at once are not counted. Together they bring at least this.",
  "remedies-untried": "{n} {n|gap|gaps} of rules that ask for several facilities at once: remedies were not tried there.",
  "cause.data.edge": "Close to the data's edge ({metres} m): look for facilities beyond it first.",
  "cause.unlinked.too-far-from-street": "{facility} is {straight} m away in a straight line, but no street of the map is near it: check its place, or the map.",
  "cause.unlinked.island": "{facility} is {straight} m away in a straight line, but its streets hang together with no others: check the map.",
  "cause.unlinked.outside": "{facility} is {straight} m away in a straight line, but lies outside the map: take a larger extract.",
  "cause.compound": "With the gates of {compounds} open, {facility} would be {without} away; today the walk is {walk}.",
  "cause.barrier": "Near in a straight line ({straight} m to {facility}), but the walk is {walk}: something lies between, or the way leads round.",
  "cause.steps-or-slope.steps": "Without steps {facility} would be {without} away; today the walk is {walk}.",
  "cause.steps-or-slope.slope": "On level ways {facility} would be {without} away; today the walk is {walk}.",
  "cause.steps-or-slope.steps-and-slope": "On level ways without steps {facility} would be {without} away; today the walk is {walk}.",
  "cause.steps-or-slope.pace": "An adult would reach {facility} in {without}; at this pace the walk is {walk}.",
  "cause.level.size": "{facility} is {without} away, but is not of the size or level that the rule asks for.",
  "cause.level.number": "{facility} is {without} away, but the rule asks for more than there is within reach.",
  "cause.too-far": "The nearest, {facility}, is {straight} m away even in a straight line: beyond the limit, so only a new one helps.",
  "cause.too-far.none": "Nothing of the kind is near enough by any way: only a new one helps.",
  "cause.min": "{n} min",
  "cause.m": "{n} m",
  "cause.longer": "longer than was searched",
  "cause.some-compound": "closed compounds",
  "cause-name.data": "the data's edge",
  "cause-name.unlinked": "not linked to a street",
  "cause-name.compound": "closed compound",
  "cause-name.barrier": "barrier or detour",
  "cause-name.steps-or-slope": "steps, slope or pace",
  "cause-name.hours": "opening hours",
  "cause-name.full": "no place left",
  "cause-name.level": "size, level or number",
  "cause-name.too-far": "too far",
  "remedy.open-gate": "Open the gate {name}",
  "remedy.open-compound": "Let everybody walk through {name}, by its open gates",
  "remedy.new-gate": "A gate in the wall of {name} where a street meets it",
  "remedy.new-path": "A path of {metres} m through the wall of {name}",
  "remedy.new-crossing": "A crossing, bridge or path of {metres} m between two streets",
  "remedy.step-free-way": "A ramp or lift at the steps {name} ({metres} m)",
  "remedy.open-planned": "Open the planned {name}",
  "remedy.add-places": "More places at {name}",
  "remedy.new-site": "A new facility: {name}",
  "remedy.gain-people": "{cause} Best remedy: {remedy} ({n} people).",
  "remedy.gain-blocks": "{cause} Best remedy: {remedy} ({n} blocks)."
};

// src/words/numbers.ts
function groupedText(value, thousands = ",") {
  const [whole = "", part] = String(Math.abs(value)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${value < 0 ? "\u2212" : ""}${grouped}${part === void 0 ? "" : `.${part}`}`;
}

// src/words/sentence.ts
var MAX_DEPTH = 6;
var PLACE = /\{(\w+)(?::(\w+)|((?:\|[^|{}]*)+))?\}/g;
var HAN_END = /[\u3400-\u9fff]$/;
var HAN_START = /^[\u3400-\u9fff]/;
var FIGURE_START = /^[\d<−]/;
var FIGURE_END = /[\d%]$/;
function sayFrom(table, grammar, message2, depth = 0) {
  const sentence = Object.hasOwn(table, message2.key) ? table[message2.key] : message2.key;
  const { values } = message2;
  if (values === void 0 || depth > MAX_DEPTH) return sentence;
  return fillSentence(sentence, values, grammar, (inner) => sayFrom(table, grammar, inner, depth + 1));
}
function fillSentence(sentence, values, grammar, say) {
  return sentence.replace(
    PLACE,
    (whole, name, as, forms, at2) => {
      if (!Object.hasOwn(values, name)) return whole;
      const value = values[name];
      if (forms !== void 0) return formOf(forms.slice(1).split("|"), value, grammar);
      const text = valueText(value, as, grammar, say);
      if (!grammar.figuresApart) return text;
      const before = FIGURE_START.test(text) && HAN_END.test(sentence.slice(0, at2)) ? " " : "";
      const after = FIGURE_END.test(text) && HAN_START.test(sentence.slice(at2 + whole.length)) ? " " : "";
      return before + text + after;
    }
  );
}
function formOf(forms, value, grammar) {
  const count = typeof value === "string" ? Number(value.replaceAll(grammar.thousands, "")) : Number(value);
  const form = forms[Math.min(grammar.form(count), forms.length - 1)];
  return form.replaceAll(
    "#",
    valueText(value, void 0, grammar, () => "")
  );
}
function valueText(value, as, grammar, say) {
  if (typeof value === "number") return as === "plain" ? String(value) : groupedText(value, grammar.thousands);
  if (typeof value !== "object" || value === null) return String(value);
  if ("names" in value) return value.names[grammar.lang] ?? value.names.en;
  if (!("length" in value)) return say(value);
  const texts = value.map((one) => valueText(one, void 0, grammar, say));
  if (as === "and" || as === "or") return listedText(texts, grammar, grammar[as]);
  return texts.join(as === "semicolon" ? grammar.semicolon : grammar.comma);
}
function listedText(texts, grammar, last = grammar.and) {
  if (texts.length < 2) return texts[0] ?? "";
  return `${texts.slice(0, -1).join(grammar.comma)}${last}${texts[texts.length - 1]}`;
}

// src/words/problem.ts
function message(key, ...[values]) {
  return values === void 0 ? { key } : { key, values };
}
function inEnglish(said) {
  return sayFrom(EN_PROBLEMS, EN_GRAMMAR, said);
}
function problem(code, key, values, options = {}) {
  return problemOf(code, { key, values }, options);
}
function problemOf(code, said, { hint, details, cause } = {}) {
  const advice = typeof hint === "string" ? { key: hint } : hint;
  return new LivingCircleError(code, inEnglish(said), {
    said,
    details: details ?? said.values ?? {},
    ...advice === void 0 ? {} : { hint: inEnglish(advice), hintSaid: advice },
    ...cause === void 0 ? {} : { cause }
  });
}

// src/plan/siting/check-problem.ts
function checkProblem(given) {
  const { siteIds, demandIds, siteStatus, demandWeight, costs } = given;
  if (!SITING_PROBLEMS.includes(given.problem)) {
    throw problem(
      "invalid-option",
      "siting.unknown-problem",
      { word: String(given.problem).slice(0, 80) },
      { hint: message("hint.known-options", { list: SITING_PROBLEMS.join(", ") }) }
    );
  }
  const unknown = siteStatus.findIndex((status) => !SITE_STATUSES.includes(status));
  if (unknown >= 0) {
    throw problem(
      "invalid-option",
      "siting.unknown-status",
      { word: String(siteStatus[unknown]).slice(0, 80), id: siteIds[unknown] ?? "" },
      { hint: message("hint.known-options", { list: SITE_STATUSES.join(", ") }) }
    );
  }
  checkLengths(given);
  checkIds(demandIds);
  checkIds(siteIds);
  checkNumbers("demandWeight", demandWeight);
  checkNumbers("siteBuildCost", given.siteBuildCost);
  checkNumbers("demandPlaces", given.demandPlaces);
  checkNumbers("costs.cost", costs.cost);
  given.sitePlaces?.forEach((places, site) => {
    if (places < 0)
      throw problem("invalid-option", "siting.bad-number", { what: "sitePlaces", at: site, value: places });
  });
  checkSitingQuestion(given);
}
function checkLengths({ siteIds, demandIds, siteStatus, demandWeight, costs, ...more }) {
  const { rowOffset, site, cost } = costs;
  const pairs = rowOffset[rowOffset.length - 1];
  const wrong = siteStatus.length !== siteIds.length || demandWeight.length !== demandIds.length || rowOffset.length !== demandIds.length + 1 || pairs !== site.length || pairs !== cost.length || (more.sitePlaces?.length ?? siteIds.length) !== siteIds.length || (more.siteBuildCost?.length ?? siteIds.length) !== siteIds.length || (more.demandPlaces?.length ?? demandIds.length) !== demandIds.length;
  if (wrong) throw problem("invalid-option", "siting.lengths", {});
  for (let row = 0; row < demandIds.length; row++) {
    for (let p2 = rowOffset[row]; p2 < rowOffset[row + 1]; p2++) {
      const isAfter = p2 === rowOffset[row] || site[p2] > site[p2 - 1];
      if (!isAfter || site[p2] >= siteIds.length)
        throw problem("invalid-option", "siting.pairs", { id: demandIds[row] });
    }
  }
}
function checkIds(ids2) {
  const seen = /* @__PURE__ */ new Set();
  for (const id of ids2) {
    if (seen.has(id)) throw problem("invalid-option", "siting.same-id", { id: id.slice(0, 80) });
    seen.add(id);
  }
}
function checkNumbers(what, numbers) {
  if (numbers === void 0) return;
  for (let at2 = 0; at2 < numbers.length; at2++) {
    const value = numbers[at2];
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw problem("invalid-option", "siting.bad-number", { what, at: at2, value: String(value) });
    }
  }
}
var AMOUNTS = {
  "maximise-coverage": ["sites", "budget", "targetPercent"],
  "maximise-capacitated-coverage": ["sites", "budget", "targetPercent"],
  "minimise-facilities": ["targetPercent", "sites"],
  "minimise-walk": ["sites", "budget"],
  "minimise-longest-walk": ["sites", "budget"],
  "backup-coverage": ["sites"]
};
var NEED_NO_AMOUNT = /* @__PURE__ */ new Set(["minimise-facilities", "backup-coverage"]);
function checkSitingQuestion(given) {
  const { problem: name, limit } = given;
  const amounts = ["sites", "budget", "targetPercent"].filter((key) => given[key] !== void 0);
  const allowed = AMOUNTS[name];
  const wrong = amounts.find((key) => !allowed.includes(key));
  if (wrong !== void 0) throw problem("invalid-option", "siting.no-such-amount", { name, amount: wrong });
  if (amounts.length > 1) throw problem("invalid-option", "siting.one-amount", { list: amounts.join(", ") });
  if (amounts.length === 0 && !NEED_NO_AMOUNT.has(name)) {
    throw problem("invalid-option", "siting.amount-needed", { name, list: allowed.join(", ") });
  }
  const { sites, budget, targetPercent } = given;
  const isWhole = sites === void 0 || Number.isInteger(sites) && sites >= 0;
  if (!isWhole) throw problem("invalid-option", "siting.bad-amount", { what: "sites", value: String(sites) });
  if (budget !== void 0 && !(budget >= 0)) {
    throw problem("invalid-option", "siting.bad-amount", { what: "budget", value: String(budget) });
  }
  if (targetPercent !== void 0 && !(targetPercent >= 0 && targetPercent <= 100)) {
    throw problem("invalid-option", "siting.bad-amount", { what: "targetPercent", value: String(targetPercent) });
  }
  if (limit !== void 0 && !(limit >= 0)) {
    throw problem("invalid-option", "siting.bad-amount", { what: "limit", value: String(limit) });
  }
}

// src/foundation/natural-order.ts
function compareNaturally(a2, b) {
  let i = 0;
  let j = 0;
  while (i < a2.length && j < b.length) {
    const x = a2.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      const startA = skipZeros(a2, i);
      const startB = skipZeros(b, j);
      i = endOfDigits(a2, startA);
      j = endOfDigits(b, startB);
      if (i - startA !== j - startB) return i - startA - (j - startB);
      const runA = a2.slice(startA, i);
      const runB = b.slice(startB, j);
      if (runA !== runB) return runA < runB ? -1 : 1;
    } else {
      if (x !== y) return x - y;
      i++;
      j++;
    }
  }
  return a2.length - i - (b.length - j) || (a2 < b ? -1 : a2 > b ? 1 : 0);
}
function isDigit(code) {
  return code >= 48 && code <= 57;
}
function skipZeros(text, start) {
  let at2 = start;
  while (text.charCodeAt(at2) === 48 && isDigit(text.charCodeAt(at2 + 1))) at2++;
  return at2;
}
function endOfDigits(text, start) {
  let at2 = start;
  while (at2 < text.length && isDigit(text.charCodeAt(at2))) at2++;
  return at2;
}

// src/plan/siting/whole-units.ts
var LARGEST_SUM = 2 ** 52;
function wholeNumbers(values, mostPerOne, fallback) {
  for (let perOne = 1; perOne <= mostPerOne; perOne *= 10) {
    if (areWhole(values, perOne)) return { whole: scaled(values, perOne), perOne, exact: true };
  }
  return { whole: scaled(values, fallback), perOne: fallback, exact: false };
}
function coarser(values, perOne) {
  return { whole: scaled(values, perOne), perOne, exact: areWhole(values, perOne) };
}
function areWhole(values, perOne) {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] * perOne;
    if (Math.abs(value - Math.round(value)) > Math.abs(value) * 1e-15 * 4) return false;
  }
  return true;
}
function scaled(values, perOne) {
  return Float64Array.from(values, (value) => Math.round(value * perOne));
}

// src/plan/siting/siting-instance.ts
var FREE = 0;
var REQUIRED = 1;
var EXISTING = 2;
var STATE_OF = {
  candidate: FREE,
  required: REQUIRED,
  existing: EXISTING
};
function buildInstance(problem2) {
  const { demandIds, siteIds, siteStatus, costs, limit = Number.POSITIVE_INFINITY } = problem2;
  const rowOf = naturalOrder(demandIds);
  const siteOf = naturalOrder(siteIds).filter((site2) => siteStatus[site2] !== "excluded");
  const sorted = new Int32Array(siteIds.length).fill(-1);
  siteOf.forEach((site2, at2) => {
    sorted[site2] = at2;
  });
  const offset = new Uint32Array(rowOf.length + 1);
  const site = [];
  const cost = [];
  rowOf.forEach((row, at2) => {
    const pairs = [];
    for (let p2 = costs.rowOffset[row]; p2 < costs.rowOffset[row + 1]; p2++) {
      const own = sorted[costs.site[p2]];
      if (own >= 0 && costs.cost[p2] <= limit) pairs.push({ site: own, cost: costs.cost[p2] });
    }
    pairs.sort((a2, b) => a2.site - b.site);
    for (const pair of pairs) {
      site.push(pair.site);
      cost.push(pair.cost);
    }
    offset[at2 + 1] = site.length;
  });
  const state = Uint8Array.from(siteOf, (own) => STATE_OF[siteStatus[own]]);
  return {
    problem: problem2,
    rowOf,
    siteOf,
    state,
    weight: wholeNumbers(
      Array.from(rowOf, (row) => problem2.demandWeight[row]),
      1e3,
      1e3
    ),
    offset,
    site: Uint32Array.from(site),
    cost: Float64Array.from(cost),
    ...prices(problem2, siteOf, state)
  };
}
function naturalOrder(ids2) {
  return Uint32Array.from(ids2, (_, at2) => at2).sort((a2, b) => compareNaturally(ids2[a2], ids2[b]));
}
function prices(problem2, siteOf, state) {
  const { sites, budget, siteBuildCost } = problem2;
  const costOf = (site, at2) => state[at2] === EXISTING ? 0 : siteBuildCost?.[site] ?? 1;
  const each = budget === void 0 ? Array.from(state, (s) => s === EXISTING ? 0 : 1) : Array.from(siteOf, costOf);
  const whole = wholeNumbers(each, 1e3, 1e3);
  const price = whole.exact ? whole.whole : Float64Array.from(each, (cost) => Math.ceil(cost * whole.perOne - 1e-9));
  const given = sites ?? budget;
  if (given === void 0) return { price, pricePerOne: whole.perOne, amount: Number.POSITIVE_INFINITY };
  let amount = Math.floor(given * whole.perOne + 1e-9);
  for (let at2 = 0; at2 < price.length; at2++) if (state[at2] === REQUIRED) amount -= price[at2];
  return { price, pricePerOne: whole.perOne, amount };
}
function pairsBySite(sites, rowOffset, site) {
  const offset = new Uint32Array(sites + 1);
  for (const j of site) offset[j + 1]++;
  for (let j = 0; j < sites; j++) offset[j + 1] += offset[j];
  const next = offset.slice(0, sites);
  const row = new Uint32Array(site.length);
  const pair = new Uint32Array(site.length);
  for (let i = 0; i + 1 < rowOffset.length; i++) {
    for (let p2 = rowOffset[i]; p2 < rowOffset[i + 1]; p2++) {
      const at2 = next[site[p2]]++;
      row[at2] = i;
      pair[at2] = p2;
    }
  }
  return { offset, row, pair };
}

// src/plan/siting/nearest-open.ts
function createNearestOpen(instance, bySite = sitePairs(instance)) {
  const rows = instance.rowOf.length;
  const weight = instance.weight.whole;
  const site = new Int32Array(rows).fill(-1);
  const cost = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  const count = new Uint16Array(rows);
  const pairsOf = function* (own) {
    for (let p2 = bySite.offset[own]; p2 < bySite.offset[own + 1]; p2++) {
      yield [bySite.row[p2], instance.cost[bySite.pair[p2]]];
    }
  };
  const weightWith = (least) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) if (count[row] >= least) sum += weight[row];
    return sum;
  };
  const state = {
    site,
    cost,
    count,
    covered: () => weightWith(1),
    coveredTwice: () => weightWith(2),
    open(own) {
      for (const [row, walk] of pairsOf(own)) {
        count[row] = Math.min(count[row] + 1, 65535);
        if (walk < cost[row] || walk === cost[row] && own < site[row]) {
          cost[row] = walk;
          site[row] = own;
        }
      }
    },
    newlyCovered(own) {
      let sum = 0;
      for (const [row] of pairsOf(own)) if (count[row] === 0) sum += weight[row];
      return sum;
    },
    shortened(own, cutOff) {
      let sum = 0;
      for (const [row, walk] of pairsOf(own)) {
        const now = Math.min(cost[row], cutOff);
        if (walk < now) sum += weight[row] * (now - walk);
      }
      return sum;
    }
  };
  instance.state.forEach((own, at2) => {
    if (own === EXISTING) state.open(at2);
  });
  return state;
}
function sitePairs({ siteOf, offset, site }) {
  return pairsBySite(siteOf.length, offset, site);
}

// src/plan/siting/place-flow.ts
function wholePlaces({ problem: problem2, siteOf, weight }) {
  return Float64Array.from(siteOf, (site) => Math.floor((problem2.sitePlaces?.[site] ?? 0) * weight.perOne + 1e-9));
}
function createPlaceFlow(instance) {
  return createFlow(instance.offset, instance.site, instance.weight.whole, wholePlaces(instance), instance.state);
}
function createFlow(offset, site, weight, places, state) {
  const rows = weight.length;
  const sites = places.length;
  const bySite = pairsBySite(sites, offset, site);
  const flow = new Float64Array(site.length);
  const left = weight.slice();
  const free = new Float64Array(sites);
  let isOpen = new Uint8Array(sites);
  let sum = 0;
  const cameBy = new Int32Array(rows);
  const seenSite = new Uint32Array(sites);
  const seenRow = new Uint32Array(rows);
  const reachedBy = new Int32Array(sites);
  let stamp = 0;
  function augment(target) {
    stamp++;
    const queue = [target];
    seenSite[target] = stamp;
    reachedBy[target] = -1;
    for (let head = 0; head < queue.length; head++) {
      const here = queue[head];
      for (let p2 = bySite.offset[here]; p2 < bySite.offset[here + 1]; p2++) {
        const row = bySite.row[p2];
        if (seenRow[row] === stamp) continue;
        seenRow[row] = stamp;
        cameBy[row] = bySite.pair[p2];
        if (left[row] > 0) return push(row, target);
        for (let q2 = offset[row]; q2 < offset[row + 1]; q2++) {
          const other = site[q2];
          if (flow[q2] <= 0 || seenSite[other] === stamp) continue;
          seenSite[other] = stamp;
          reachedBy[other] = q2;
          queue.push(other);
        }
      }
    }
    return 0;
  }
  function push(from, target) {
    const into = [];
    const outOf = [];
    let row = from;
    let amount = left[from];
    for (; ; ) {
      const pair = cameBy[row];
      into.push(pair);
      const here = site[pair];
      if (here === target) break;
      const given = reachedBy[here];
      outOf.push(given);
      amount = Math.min(amount, flow[given]);
      row = rowOfPair[given];
    }
    amount = Math.min(amount, free[target]);
    for (const pair of into) flow[pair] += amount;
    for (const pair of outOf) flow[pair] -= amount;
    left[from] -= amount;
    free[target] -= amount;
    sum += amount;
    return amount;
  }
  const rowOfPair = new Uint32Array(site.length);
  for (let row = 0; row < rows; row++) rowOfPair.fill(row, offset[row], offset[row + 1]);
  function open(one) {
    if (isOpen[one] === 1) return;
    isOpen[one] = 1;
    free[one] = places[one];
    while (free[one] > 0 && augment(one) > 0) ;
  }
  return {
    open,
    openExisting() {
      state.forEach((own, at2) => {
        if (own === EXISTING) open(at2);
      });
    },
    wouldServe(one, least = -1) {
      let reach = 0;
      for (let p2 = bySite.offset[one]; p2 < bySite.offset[one + 1]; p2++) reach += weight[bySite.row[p2]];
      if (isOpen[one] === 1 || Math.min(places[one], reach) <= least)
        return isOpen[one] === 1 ? 0 : Math.min(places[one], reach);
      const saved = { flow: flow.slice(), left: left.slice(), free: free.slice(), isOpen: isOpen.slice(), sum };
      open(one);
      const more = sum - saved.sum;
      flow.set(saved.flow);
      left.set(saved.left);
      free.set(saved.free);
      isOpen = saved.isOpen;
      sum = saved.sum;
      return more;
    },
    served: () => sum,
    used: (one) => isOpen[one] === 1 ? places[one] - free[one] : 0
  };
}

// src/plan/siting/siting-steps.ts
function sitingSteps(instance, outcome, bySite) {
  const { problem: problem2 } = instance;
  if (problem2.problem === "maximise-capacitated-coverage") return flowSteps(instance, outcome);
  const { weight, siteOf } = instance;
  const total = weight.whole.reduce((sum, one) => sum + one, 0);
  const open = createNearestOpen(instance, bySite);
  const isWalk = problem2.problem === "minimise-walk";
  const cutOff = outcome.cutOff ?? Number.POSITIVE_INFINITY;
  const worth = (site) => isWalk ? open.shortened(site, cutOff) : open.newlyCovered(site);
  const steps = [];
  let covered = open.covered();
  for (const left = [...outcome.chosen]; left.length > 0; ) {
    const values = left.map(worth);
    const at2 = values.indexOf(Math.max(...values));
    const [site] = left.splice(at2, 1);
    const more = open.newlyCovered(site);
    open.open(site);
    covered += more;
    steps.push({
      site: siteOf[site],
      demandNew: more / weight.perOne,
      demandTotal: covered / weight.perOne,
      share: total === 0 ? 0 : covered / total,
      objective: objectiveAfter(instance, open, steps.length + 1, covered, cutOff),
      placesUsed: null
    });
  }
  return steps;
}
function objectiveAfter({ problem: problem2, weight }, open, steps, covered, cutOff) {
  switch (problem2.problem) {
    case "minimise-facilities":
      return steps;
    case "minimise-walk": {
      let sum = 0;
      for (let row = 0; row < weight.whole.length; row++) sum += weight.whole[row] * Math.min(open.cost[row], cutOff);
      return sum / weight.perOne;
    }
    case "minimise-longest-walk": {
      let most = 0;
      for (const cost of open.cost) if (cost > most) most = cost;
      return Number.isFinite(most) ? most : null;
    }
    case "backup-coverage":
      return open.coveredTwice() / weight.perOne;
    default:
      return covered / weight.perOne;
  }
}
function flowSteps(instance, outcome) {
  const { weight, siteOf } = instance;
  const total = weight.whole.reduce((sum, one) => sum + one, 0);
  const flow = createPlaceFlow(instance);
  flow.openExisting();
  const steps = [];
  for (const left = [...outcome.chosen]; left.length > 0; ) {
    let best = 0;
    let most = -1;
    left.forEach((site2, at2) => {
      const more = flow.wouldServe(site2, most);
      if (more > most) {
        most = more;
        best = at2;
      }
    });
    const [site] = left.splice(best, 1);
    const before = flow.served();
    flow.open(site);
    steps.push({
      site: siteOf[site],
      demandNew: (flow.served() - before) / weight.perOne,
      demandTotal: flow.served() / weight.perOne,
      share: total === 0 ? 0 : flow.served() / total,
      objective: flow.served() / weight.perOne,
      placesUsed: flow.used(site) / weight.perOne
    });
  }
  return steps;
}

// src/plan/siting/siting-answer.ts
function infeasibleAnswer(instance, infeasible) {
  const { problem: problem2, rowOf } = instance;
  return {
    problem: problem2.problem,
    status: "infeasible",
    objective: null,
    bound: null,
    gap: null,
    chosen: [],
    demandTotal: totalOf(instance),
    demandCovered: 0,
    demandCoveredTwice: null,
    cutOff: null,
    beyond: { rows: [], demand: 0 },
    steps: [],
    perSite: [],
    infeasible: { ...infeasible, rows: infeasible.rows.map((row) => rowOf[row]) },
    alternatives: [],
    provedBy: "own-bounds",
    reproducible: true
  };
}
function chosenAnswer(instance, outcome) {
  const { problem: problem2, siteOf, rowOf, weight } = instance;
  const { chosen, objective, bound, fewest } = outcome;
  const bySite = sitePairs(instance);
  const open = createNearestOpen(instance, bySite);
  for (const site of chosen) open.open(site);
  const beyondRows = [];
  let beyondDemand = 0;
  rowOf.forEach((row, at2) => {
    if (open.count[at2] > 0) return;
    beyondRows.push(row);
    beyondDemand += weight.whole[at2];
  });
  const covered = outcome.served ?? open.covered();
  const isProved = objective === bound && (fewest === void 0 || fewest.sites === fewest.bound);
  const larger = Math.max(objective, bound);
  return {
    problem: problem2.problem,
    status: isProved ? "optimal" : "bounded",
    objective,
    bound,
    gap: objective === bound || larger === 0 ? 0 : Math.abs(objective - bound) / larger,
    chosen: chosen.map((site) => siteOf[site]),
    demandTotal: totalOf(instance),
    demandCovered: covered / weight.perOne,
    demandCoveredTwice: problem2.problem === "backup-coverage" ? open.coveredTwice() / weight.perOne : null,
    cutOff: outcome.cutOff ?? null,
    beyond: { rows: beyondRows, demand: beyondDemand / weight.perOne },
    steps: sitingSteps(instance, outcome, bySite),
    perSite: loadsOf(instance, outcome, open.site),
    infeasible: null,
    alternatives: (outcome.alternatives ?? []).map(({ chosen: sites, objective: value }) => ({
      chosen: sites.map((site) => siteOf[site]),
      objective: value
    })),
    provedBy: outcome.provedBy,
    reproducible: !outcome.struckTime
  };
}
function totalOf({ weight }) {
  let total = 0;
  for (const one of weight.whole) total += one;
  return total / weight.perOne;
}
function loadsOf(instance, outcome, nearest) {
  const { siteOf, state, weight, problem: problem2 } = instance;
  const given = new Float64Array(siteOf.length);
  if (outcome.given !== void 0) given.set(outcome.given);
  else
    nearest.forEach((site, row) => {
      if (site >= 0) given[site] += weight.whole[row];
    });
  const isOpen = new Uint8Array(siteOf.length);
  for (const site of outcome.chosen) isOpen[site] = 1;
  const loads = [];
  siteOf.forEach((site, at2) => {
    if (isOpen[at2] === 0 && state[at2] !== EXISTING) return;
    const places = problem2.sitePlaces?.[site];
    loads.push({
      site,
      status: state[at2] === EXISTING ? "existing" : state[at2] === REQUIRED ? "required" : "candidate",
      demand: given[at2] / weight.perOne,
      places: places === void 0 || Number.isNaN(places) ? null : places
    });
  });
  return loads;
}

// src/plan/siting/siting-infeasible.ts
var COVER_ALL = /* @__PURE__ */ new Set(["minimise-facilities", "minimise-longest-walk", "backup-coverage"]);
function findInfeasible(instance) {
  const { problem: problem2, amount } = instance;
  checkPlaces(instance);
  if (amount < 0) {
    return problem2.sites === void 0 ? { code: "required-exceed-budget", rows: [], relaxation: { what: "budget", value: requiredCost(instance) } } : { code: "required-exceed-sites", rows: [], relaxation: { what: "sites", value: problem2.sites - amount } };
  }
  if (!COVER_ALL.has(problem2.problem) || problem2.targetPercent !== void 0) return null;
  const rows = rowsWithoutSite(instance);
  if (rows.length === 0) return null;
  return { code: "uncoverable", rows, relaxation: limitFor(instance, rows) };
}
function rowsWithoutSite({ offset }) {
  const rows = [];
  for (let row = 0; row + 1 < offset.length; row++) if (offset[row] === offset[row + 1]) rows.push(row);
  return rows;
}
function limitFor({ problem: problem2, rowOf }, rows) {
  const { costs, siteStatus } = problem2;
  let limit = 0;
  for (const at2 of rows) {
    const row = rowOf[at2];
    let nearest = Number.POSITIVE_INFINITY;
    for (let p2 = costs.rowOffset[row]; p2 < costs.rowOffset[row + 1]; p2++) {
      if (siteStatus[costs.site[p2]] !== "excluded") nearest = Math.min(nearest, costs.cost[p2]);
    }
    if (!Number.isFinite(nearest)) return null;
    limit = Math.max(limit, nearest);
  }
  return { what: "limit", value: limit };
}
function requiredCost({ problem: problem2 }) {
  let sum = 0;
  problem2.siteStatus.forEach((status, site) => {
    if (status === "required") sum += problem2.siteBuildCost?.[site] ?? 1;
  });
  return sum;
}
function checkPlaces({ problem: problem2, siteOf }) {
  const counts = problem2.problem === "maximise-capacitated-coverage" || problem2.demandPlaces !== void 0;
  if (!counts) return;
  const unknown = Array.from(siteOf).filter((site) => !((problem2.sitePlaces?.[site] ?? Number.NaN) >= 0));
  if (unknown.length === 0) return;
  const list = unknown.slice(0, 10).map((site) => problem2.siteIds[site]);
  throw problem(
    "input-unusable",
    "siting.places-unknown",
    { n: unknown.length, list },
    { hint: "hint.places-unknown" }
  );
}

// src/plan/siting/siting-options.ts
var SITING_DEFAULTS = {
  maxNodes: void 0,
  maxModelEntries: 15e4,
  timeLimitSeconds: void 0,
  alternatives: 0,
  signal: void 0,
  onProgress: void 0
};

// src/plan/siting/load-highs.ts
var loading;
var locate;
var importHighs;
var packageName = () => "highs";
function loadHighs() {
  loading ??= load();
  return loading;
}
function forgetHighs() {
  loading = void 0;
}
async function load() {
  try {
    const name = packageName();
    const found = await (importHighs?.() ?? import(
      /* @vite-ignore */
      name
    ));
    const { default: start } = found;
    return await start(locate === void 0 ? {} : { locateFile: locate });
  } catch (cause) {
    loading = void 0;
    const why = cause instanceof Error ? cause.message.slice(0, 200) : "unknown";
    throw new LivingCircleError("io", `The solver HiGHS could not be loaded: ${why}`, {
      said: { key: "siting.no-solver", values: { why } }
    });
  }
}

// src/plan/siting/mixed-integer.ts
var MixedIntegerModel = class {
  gain = [];
  upper = [];
  isWhole = [];
  rowLower = [];
  rowUpper = [];
  starts = [0];
  indices = [];
  values = [];
  /** @returns the column's number */
  addColumn(gain, isWhole, upper = 1) {
    this.gain.push(gain);
    this.upper.push(upper);
    this.isWhole.push(isWhole);
    return this.gain.length - 1;
  }
  /** A row `lower ≤ Σ values × columns ≤ upper`. */
  addRow(columns, values, lower, upper) {
    for (let i = 0; i < columns.length; i++) {
      this.indices.push(columns[i]);
      this.values.push(values[i]);
    }
    this.starts.push(this.indices.length);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
  }
};
var NOTHING = {
  status: "stopped",
  values: null,
  upper: Number.POSITIVE_INFINITY,
  struckTime: false
};
async function solveMixedInteger(model, limits, start) {
  if (model.gain.length === 0) {
    const isFeasible = model.rowLower.every((lower, row) => lower <= 0 && model.rowUpper[row] >= 0);
    return { ...NOTHING, status: isFeasible ? "optimal" : "infeasible", values: new Float64Array(0), upper: 0 };
  }
  const highs = await loadHighs();
  const largest = model.gain.reduce((most, gain) => Math.max(most, Math.abs(gain)), 1);
  const scale = 2 ** -Math.max(0, Math.ceil(Math.log2(largest)) - 20);
  try {
    return highs.withModel(dataOf(highs, model, scale), (solver) => {
      solver.options.set({
        output_flag: false,
        mip_rel_gap: 0,
        mip_abs_gap: limits.gapTolerance * scale,
        mip_max_nodes: limits.maxNodes ?? nodesFor(model),
        ...limits.timeLimitSeconds === void 0 ? {} : { time_limit: limits.timeLimitSeconds }
      });
      if (start !== void 0) solver.setSolution({ colValue: Float64Array.from(start) });
      solver.run();
      const status = solver.getModelStatus();
      const known = highs.constants.modelStatus;
      if (status === known.infeasible) return { ...NOTHING, status: "infeasible" };
      const isOptimal = status === known.optimal;
      const { colValue } = solver.getSolution();
      const bound = Number(solver.info.get("mip_dual_bound"));
      return {
        status: isOptimal ? "optimal" : "stopped",
        values: colValue !== void 0 && colValue.length === model.gain.length ? Float64Array.from(colValue) : null,
        upper: Number.isFinite(bound) ? bound / scale : Number.POSITIVE_INFINITY,
        struckTime: status === known.timeLimit
      };
    });
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      forgetHighs();
      return NOTHING;
    }
    throw error;
  }
}
function nodesFor({ indices }) {
  return Math.round(Math.min(2e4, Math.max(100, 2e7 / (1 + indices.length))));
}
function dataOf(highs, model, scale) {
  const { integer, continuous } = highs.constants.variableType;
  const numCols = model.gain.length;
  const numRows = model.rowLower.length;
  const infinite = (value) => Number.isFinite(value) ? value : value < 0 ? -highs.infinity : highs.infinity;
  return {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(model.gain, (gain) => gain * scale),
    colLower: new Float64Array(numCols),
    colUpper: Float64Array.from(model.upper, infinite),
    rowLower: Float64Array.from(model.rowLower, infinite),
    rowUpper: Float64Array.from(model.rowUpper, infinite),
    matrix: {
      format: "csr",
      numRows,
      numCols,
      starts: Int32Array.from(model.starts),
      indices: Int32Array.from(model.indices),
      values: Float64Array.from(model.values)
    },
    integrality: model.isWhole.map((isWhole) => isWhole ? integer : continuous)
  };
}

// src/plan/siting/savings-bound.ts
var IN = 1;
var OUT = -1;
var OPEN = 0;
var SMALLEST_STEP = 2e-3;
function wholeBelow(upper) {
  return Math.floor(upper + 1e-7 + Math.abs(upper) * 1e-12);
}
function boundSavings(problem2, value, steps) {
  const { rows, offset, site, saving } = problem2;
  const u = steps.u?.slice() ?? halfSavings(problem2);
  const status = steps.status ?? new Int8Array(problem2.sites);
  const slack = new Float64Array(rows);
  const worth = new Float64Array(problem2.sites);
  const mean = new Float64Array(problem2.sites);
  let known = value;
  let best = null;
  let theta = steps.firstStep;
  let stalls = 0;
  let work = 0;
  for (let iteration = 0; iteration < steps.iterations; iteration++) {
    let sum = 0;
    worth.fill(0);
    for (let row = 0; row < rows; row++) {
      const own = u[row];
      sum += own;
      let p2 = offset[row];
      for (; p2 < offset[row + 1] && saving[p2] > own; p2++) worth[site[p2]] += saving[p2] - own;
      work += 2 + p2 - offset[row];
    }
    const now = taken(problem2, worth, status);
    const upper = sum + now.sum;
    for (let at2 = 0; at2 < mean.length; at2++) mean[at2] = 0.9 * mean[at2] + 0.1 * now.share[at2];
    if (best === null || upper < best.upper) {
      const isMuch = best === null || best.upper - upper > 1e-4 * (best.upper - known);
      const { outRatio, inRatio, sites } = now;
      best = { upper, u: u.slice(), worth: worth.slice(), outRatio, inRatio, sites };
      if (isMuch) stalls = 0;
      if (steps.onTrial !== void 0) known = Math.max(known, steps.onTrial(sites));
    } else if (++stalls >= steps.stalls) {
      theta /= 2;
      stalls = 0;
      u.set(best.u);
      if (theta < SMALLEST_STEP) break;
      continue;
    }
    if (wholeBelow(best.upper) <= known) break;
    if (!stepDown(problem2, u, slack, now.share, theta * (upper - known))) break;
  }
  return { ...best, mean, work: 2 * work };
}
function stepDown({ rows, offset, site, saving }, u, slack, share, length) {
  let norm = 0;
  for (let row = 0; row < rows; row++) {
    const own = u[row];
    let served = 0;
    for (let p2 = offset[row]; p2 < offset[row + 1] && saving[p2] > own; p2++) served += share[site[p2]];
    let change = 1 - served;
    if (change > 0 && own <= 0 || change < 0 && own >= saving[offset[row]]) change = 0;
    slack[row] = change;
    norm += change * change;
  }
  if (norm === 0) return false;
  const step = length / norm;
  for (let row = 0; row < rows; row++) {
    if (slack[row] === 0) continue;
    const next = u[row] - step * slack[row];
    u[row] = Math.min(Math.max(next, 0), saving[offset[row]]);
  }
  return true;
}
function halfSavings({ rows, offset, saving }) {
  const u = new Float64Array(rows);
  for (let row = 0; row < rows; row++) u[row] = saving[offset[row]] / 2;
  return u;
}
function taken({ sites, price, amount }, worth, status) {
  const share = new Float64Array(sites);
  const whole = [];
  const order = [];
  let left = amount;
  let sum = 0;
  for (let at2 = 0; at2 < sites; at2++) {
    if (status[at2] === IN) {
      share[at2] = 1;
      sum += worth[at2];
      left -= price[at2];
      whole.push(at2);
    } else if (status[at2] === OPEN && worth[at2] > 0 && price[at2] <= amount) order.push(at2);
  }
  const ratio = (at2) => price[at2] === 0 ? Number.POSITIVE_INFINITY : worth[at2] / price[at2];
  order.sort((a2, b) => ratio(a2) === ratio(b) ? a2 - b : ratio(b) - ratio(a2));
  let last = Number.POSITIVE_INFINITY;
  for (const at2 of order) {
    const part = price[at2] === 0 ? 1 : Math.min(1, left / price[at2]);
    if (part <= 0) return { sum, share, sites: whole, outRatio: last, inRatio: ratio(at2) };
    share[at2] = part;
    sum += part * worth[at2];
    left -= part * price[at2];
    last = ratio(at2);
    if (part < 1) return { sum, share, sites: whole, outRatio: last, inRatio: last };
    whole.push(at2);
  }
  return { sum, share, sites: whole, outRatio: left > 0 ? 0 : last, inRatio: 0 };
}
function reduceSavings(problem2, bound, value, status = new Int8Array(problem2.sites)) {
  const { sites, rows, offset, site, saving, price, amount } = problem2;
  const { upper, worth, u, outRatio, inRatio } = bound;
  const out = [];
  const inAll = [];
  const force = new Float64Array(sites);
  for (let at2 = 0; at2 < sites; at2++) {
    if (status[at2] !== OPEN) continue;
    const isFree = price[at2] === 0;
    force[at2] = isFree ? 0 : Math.max(0, price[at2] * outRatio - worth[at2]);
    const lost = Math.max(0, worth[at2] - (isFree ? 0 : price[at2] * inRatio));
    if (price[at2] > amount || wholeBelow(upper - force[at2]) <= value) out.push(at2);
    else if (wholeBelow(upper - lost) <= value) inAll.push(at2);
  }
  let rowOfPair = null;
  const isPairOut = (pair) => {
    if (rowOfPair === null) {
      rowOfPair = new Uint32Array(site.length);
      for (let row = 0; row < rows; row++) rowOfPair.fill(row, offset[row], offset[row + 1]);
    }
    const short = u[rowOfPair[pair]] - saving[pair];
    return short > 0 && wholeBelow(upper - short - force[site[pair]]) <= value;
  };
  return { inAll, out, isPairOut };
}

// src/foundation/progress.ts
function throwIfAborted(signal) {
  if (signal?.aborted) throw new LivingCircleError("aborted", "Interrupted.", { said: { key: "run.interrupted" } });
}

// src/plan/siting/cover-bound.ts
var ITERATIONS = 400;
var STALLS = 15;
function wholeAbove(lower) {
  return Math.ceil(lower - 1e-7 - Math.abs(lower) * 1e-12);
}
function boundCover(problem2, enough) {
  const { rows, price } = problem2;
  const rowsOf = Array.from({ length: price.length }, () => []);
  rows.forEach((row, at2) => {
    for (const site of row) rowsOf[site].push(at2);
  });
  let cover = coverBy(problem2, rowsOf, price);
  let known = priceSum(price, cover);
  const u = Float64Array.from(rows, (row) => Math.min(...row.map((site) => price[site] / rowsOf[site].length)));
  const reduced = new Float64Array(price.length);
  let best = { lagrange: Number.NEGATIVE_INFINITY, u: u.slice(), reduced: reduced.slice() };
  let theta = 1;
  let stalls = 0;
  for (let iteration = 0; iteration < ITERATIONS && rows.length > 0; iteration++) {
    reduced.set(price);
    let value = 0;
    rows.forEach((row, at2) => {
      value += u[at2];
      for (const site of row) reduced[site] -= u[at2];
    });
    for (const one of reduced) if (one < 0) value += one;
    if (value > best.lagrange) {
      best = { lagrange: value, u: u.slice(), reduced: reduced.slice() };
      stalls = 0;
      const trial = coverBy(problem2, rowsOf, reduced);
      const cost = priceSum(price, trial);
      if (cost < known) {
        cover = trial;
        known = cost;
      }
    } else if (++stalls >= STALLS) {
      theta /= 2;
      stalls = 0;
      u.set(best.u);
      if (theta < 5e-3) break;
      continue;
    }
    const lower2 = wholeAbove(best.lagrange);
    if (lower2 >= known || enough !== void 0 && (known <= enough || lower2 > enough)) break;
    const slack = rows.map((row) => {
      let short = 1;
      for (const site of row) if (reduced[site] < 0) short--;
      return short;
    });
    let norm = 0;
    slack.forEach((one, at2) => {
      if (one < 0 && u[at2] <= 0) slack[at2] = 0;
      norm += slack[at2] * slack[at2];
    });
    if (norm === 0) break;
    const step = theta * (known * 1.02 - value) / norm;
    slack.forEach((one, at2) => {
      u[at2] = Math.max(0, u[at2] + step * one);
    });
  }
  const lower = rows.length === 0 ? 0 : Math.max(0, wholeAbove(best.lagrange));
  return { sites: cover, price: known, lower: Math.min(lower, known), reduced: best.reduced, lagrange: best.lagrange };
}
function priceSum(price, sites) {
  let sum = 0;
  for (const site of sites) sum += price[site];
  return sum;
}
function coverBy({ rows, price }, rowsOf, cost) {
  const count = new Uint32Array(rows.length);
  const fresh = Int32Array.from(rowsOf, (own) => own.length);
  const chosen = [];
  let left = rows.length;
  const take = (site) => {
    chosen.push(site);
    for (const row of rowsOf[site]) {
      if (count[row]++ > 0) continue;
      left--;
      for (const other of rows[row]) fresh[other]--;
    }
  };
  for (let site = 0; site < price.length; site++) if (cost[site] <= 0 && fresh[site] > 0) take(site);
  while (left > 0) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let site = 0; site < price.length; site++) {
      if (fresh[site] <= 0) continue;
      const each = Math.max(cost[site], 1e-9) / fresh[site];
      if (each < least) {
        least = each;
        best = site;
      }
    }
    take(best);
  }
  const byPrice = [...chosen].sort((a2, b) => price[b] - price[a2] || rowsOf[a2].length - rowsOf[b].length || b - a2);
  const kept = new Set(chosen);
  for (const site of byPrice) {
    if (!rowsOf[site].every((row) => count[row] > 1)) continue;
    kept.delete(site);
    for (const row of rowsOf[site]) count[row]--;
  }
  return [...kept].sort((a2, b) => a2 - b);
}

// src/plan/siting/cover-problem.ts
function reduceCover({ rows: given, price }) {
  let rows = distinct(given);
  const fixed = /* @__PURE__ */ new Set();
  const out = new Uint8Array(price.length);
  for (; ; ) {
    const size = rows.length;
    const forced = new Set(rows.filter((row) => row.length === 1).map((row) => row[0]));
    for (const site of forced) fixed.add(site);
    if (forced.size > 0) rows = rows.filter((row) => !row.some((site) => forced.has(site)));
    rows = withoutImplied(rows);
    const replaced = replacedSites(rows, price, out);
    if (replaced > 0) rows = distinct(rows.map((row) => row.filter((site) => out[site] === 0)));
    if (rows.length === size && replaced === 0) break;
  }
  const siteOf = [...new Set(rows.flat())].sort((a2, b) => a2 - b);
  const own = new Map(siteOf.map((site, at2) => [site, at2]));
  return {
    problem: {
      rows: rows.map((row) => row.map((site) => own.get(site))),
      price: Float64Array.from(siteOf, (site) => price[site])
    },
    fixed: [...fixed].sort((a2, b) => a2 - b),
    siteOf
  };
}
function distinct(rows) {
  const seen = /* @__PURE__ */ new Map();
  for (const row of rows) seen.set(row.join(" "), row);
  return [...seen.values()];
}
var BitSets = class {
  #words;
  #bits;
  constructor(sets, size) {
    this.#words = size + 31 >> 5;
    this.#bits = new Uint32Array(this.#words * sets.length);
    sets.forEach((set, at2) => {
      for (const one of set) this.#bits[at2 * this.#words + (one >> 5)] |= 1 << (one & 31);
    });
  }
  isWithin(inner, outer) {
    const a2 = inner * this.#words;
    const b = outer * this.#words;
    for (let word = 0; word < this.#words; word++) {
      if ((this.#bits[a2 + word] & ~this.#bits[b + word]) !== 0) return false;
    }
    return true;
  }
};
var MOST_BITS = 4e9;
function withoutImplied(rows) {
  const size = 1 + rows.reduce((most, row) => Math.max(most, row[row.length - 1]), -1);
  if (rows.length * size > MOST_BITS) return rows;
  const bits = new BitSets(rows, size);
  const rowsOf = turned(rows, size);
  const isOut = new Uint8Array(rows.length);
  rows.forEach((row, at2) => {
    if (isOut[at2] === 1) return;
    const rarest = row.reduce((best, site) => rowsOf[site].length < rowsOf[best].length ? site : best, row[0]);
    for (const other of rowsOf[rarest]) {
      if (other === at2 || isOut[other] === 1 || rows[other].length < row.length) continue;
      if (bits.isWithin(at2, other)) isOut[other] = 1;
    }
  });
  return rows.filter((_, at2) => isOut[at2] === 0);
}
function replacedSites(rows, price, out) {
  const size = price.length;
  if (rows.length * size > MOST_BITS) return 0;
  const rowsOf = turned(rows, size);
  const bits = new BitSets(rowsOf, rows.length);
  let marked = 0;
  rowsOf.forEach((own, site) => {
    if (out[site] === 1) return;
    if (own.length === 0) {
      out[site] = 1;
      return;
    }
    const fewest = own.reduce((best, row) => rows[row].length < rows[best].length ? row : best, own[0]);
    for (const other of rows[fewest]) {
      if (other === site || out[other] === 1 || price[other] > price[site]) continue;
      const more = rowsOf[other].length;
      const isBetter = more > own.length || price[other] < price[site] || other < site;
      if (more < own.length || !isBetter || !bits.isWithin(site, other)) continue;
      out[site] = 1;
      marked++;
      return;
    }
  });
  return marked;
}
function turned(rows, size) {
  const rowsOf = Array.from({ length: size }, () => []);
  rows.forEach((row, at2) => {
    for (const site of row) rowsOf[site].push(at2);
  });
  return rowsOf;
}

// src/plan/siting/solve-cover.ts
async function solveCover(given, options, enough) {
  throwIfAborted(options.signal);
  const { problem: problem2, fixed, siteOf } = reduceCover(given);
  const paid = fixed.reduce((sum, site) => sum + given.price[site], 0);
  const left = enough === void 0 ? void 0 : Math.max(0, enough - paid);
  const bounded = boundCover(problem2, left);
  let sites = bounded.sites;
  let price = bounded.price;
  let lower = bounded.lower;
  const answer = (provedBy, struckTime = false) => ({
    sites: [...fixed, ...sites.map((site) => siteOf[site])].sort((a2, b) => a2 - b),
    price: paid + price,
    lower: paid + Math.min(lower, price),
    provedBy,
    struckTime
  });
  const isDecided = () => lower >= price || enough !== void 0 && (paid + price <= enough || paid + lower > enough);
  if (isDecided()) return answer("own-bounds");
  const inAll = (site) => bounded.reduced[site] < 0 && wholeAbove(bounded.lagrange - bounded.reduced[site]) >= price;
  const isOut = (site) => bounded.reduced[site] > 0 && wholeAbove(bounded.lagrange + bounded.reduced[site]) >= price;
  const model = new MixedIntegerModel();
  const column = new Int32Array(problem2.price.length).fill(-1);
  const all = [];
  problem2.price.forEach((cost, site) => {
    if (isOut(site)) return;
    column[site] = model.addColumn(-cost, true);
    all.push(site);
  });
  for (const row of problem2.rows) {
    const columns = row.flatMap((site) => column[site] >= 0 ? [column[site]] : []);
    if (row.some(inAll)) continue;
    model.addRow(
      columns,
      columns.map(() => 1),
      1,
      Number.POSITIVE_INFINITY
    );
  }
  problem2.price.forEach((_, site) => {
    if (inAll(site)) model.addRow([column[site]], [1], 1, 1);
  });
  const most = Math.min(price - 1, left ?? price);
  model.addRow(
    all.map((site) => column[site]),
    all.map((site) => problem2.price[site]),
    Number.NEGATIVE_INFINITY,
    most
  );
  if (model.indices.length > options.maxModelEntries) return answer("own-bounds");
  const found = await solveMixedInteger(model, { ...options, gapTolerance: 0.99 });
  if (found.status === "infeasible") {
    lower = Math.max(lower, Math.min(price, most + 1));
  } else {
    if (found.values !== null && isCover(problem2, column, found.values)) {
      sites = all.filter((site) => found.values[column[site]] > 0.5);
      price = sites.reduce((sum, site) => sum + problem2.price[site], 0);
    }
    if (Number.isFinite(found.upper)) lower = Math.max(lower, Math.min(price, wholeAbove(-found.upper)));
  }
  return answer("highs", found.struckTime);
}
function isCover({ rows }, column, values) {
  return rows.every((row) => row.some((site) => column[site] >= 0 && values[column[site]] > 0.5));
}

// src/plan/siting/savings-problem.ts
function buildSavings(sites, rows, price, amount) {
  const alike = /* @__PURE__ */ new Map();
  const kept = [];
  for (const row of rows) {
    const sorted = inOrder(row);
    if (sorted.site.length === 0) continue;
    const first = sorted.saving[0];
    if (sorted.saving.every((saving2) => saving2 === first)) {
      const key = sorted.site.join(" ");
      const twin = alike.get(key);
      if (twin !== void 0) {
        const { saving: saving2 } = kept[twin];
        saving2.fill(saving2[0] + first);
        continue;
      }
      alike.set(key, kept.length);
    }
    kept.push(sorted);
  }
  const offset = new Uint32Array(kept.length + 1);
  kept.forEach((row, at2) => {
    offset[at2 + 1] = offset[at2] + row.site.length;
  });
  const site = new Uint32Array(offset[kept.length]);
  const saving = new Float64Array(site.length);
  kept.forEach((row, at2) => {
    site.set(row.site, offset[at2]);
    saving.set(row.saving, offset[at2]);
  });
  return { sites, rows: kept.length, offset, site, saving, bySite: pairsBySite(sites, offset, site), price, amount };
}
function inOrder({ site, saving }) {
  const at2 = Array.from(site, (_, i) => i).filter((i) => saving[i] > 0);
  at2.sort((a2, b) => saving[b] - saving[a2] || site[a2] - site[b]);
  return { site: at2.map((i) => site[i]), saving: at2.map((i) => saving[i]) };
}
function savedBy({ rows, bySite, saving }, sites) {
  const best = new Float64Array(rows);
  let sum = 0;
  for (const site of sites) {
    for (let p2 = bySite.offset[site]; p2 < bySite.offset[site + 1]; p2++) {
      const row = bySite.row[p2];
      const value = saving[bySite.pair[p2]];
      if (value > best[row]) {
        sum += value - best[row];
        best[row] = value;
      }
    }
  }
  return sum;
}
function priceOf({ price }, sites) {
  let sum = 0;
  for (const site of sites) sum += price[site];
  return sum;
}
function restOf(problem2, chosen, isOut, isPairOut) {
  const { rows, offset, site, saving, price, amount } = problem2;
  const fixed = new Uint8Array(problem2.sites);
  for (const one of chosen) fixed[one] = 1;
  const siteOf = Uint32Array.from({ length: problem2.sites }, (_, at2) => at2).filter(
    (at2) => fixed[at2] === 0 && !isOut(at2) && price[at2] <= amount
  );
  const own = new Int32Array(problem2.sites).fill(-1);
  siteOf.forEach((at2, i) => {
    own[at2] = i;
  });
  let base = 0;
  const left = function* () {
    for (let row = 0; row < rows; row++) {
      let held = 0;
      for (let p2 = offset[row]; p2 < offset[row + 1]; p2++) {
        if (fixed[site[p2]] === 1) held = Math.max(held, saving[p2]);
      }
      base += held;
      const sites = [];
      const savings = [];
      for (let p2 = offset[row]; p2 < offset[row + 1] && saving[p2] > held; p2++) {
        const at2 = own[site[p2]];
        if (at2 < 0 || isPairOut(p2)) continue;
        sites.push(at2);
        savings.push(saving[p2] - held);
      }
      yield { site: sites, saving: savings };
    }
  };
  const prices2 = Float64Array.from(siteOf, (at2) => price[at2]);
  const rest = buildSavings(siteOf.length, left(), prices2, amount - priceOf(problem2, chosen));
  return { rest, siteOf, base };
}

// src/plan/siting/coverage-savings.ts
function coverageSavings(instance) {
  const { state, offset, site, weight } = instance;
  const { freeOf, own } = freeSites(instance);
  let base = 0;
  const rows = function* () {
    for (let row = 0; row + 1 < offset.length; row++) {
      const near = site.subarray(offset[row], offset[row + 1]);
      const value = weight.whole[row];
      if (near.some((at2) => state[at2] !== FREE)) base += value;
      else yield { site: Array.from(near, (at2) => own[at2]), saving: Array.from(near, () => value) };
    }
  };
  const savings = buildSavings(freeOf.length, rows(), pricesOf(instance, freeOf), instance.amount);
  return { savings, freeOf, base };
}
function wholeCosts(instance, cutOff) {
  const all = new Float64Array(instance.cost.length + 1);
  all.set(instance.cost);
  all[instance.cost.length] = cutOff;
  let people = 0;
  for (const weight of instance.weight.whole) people += weight;
  let costs = wholeNumbers(all, 1e6, 1e3);
  while (costs.perOne > 1e-6 && people * cutOff * costs.perOne > LARGEST_SUM) costs = coarser(all, costs.perOne / 10);
  return costs;
}
function walkSavings(instance, costs) {
  const { state, offset, site, weight } = instance;
  const { freeOf, own } = freeSites(instance);
  const cutOff = costs.whole[costs.whole.length - 1];
  let base = 0;
  const rows = function* () {
    for (let row = 0; row + 1 < offset.length; row++) {
      const value = weight.whole[row];
      let held = cutOff;
      for (let p2 = offset[row]; p2 < offset[row + 1]; p2++) {
        if (state[site[p2]] !== FREE) held = Math.min(held, costs.whole[p2]);
      }
      base += value * held;
      const sites = [];
      const savings2 = [];
      for (let p2 = offset[row]; p2 < offset[row + 1]; p2++) {
        if (state[site[p2]] !== FREE || costs.whole[p2] >= held) continue;
        sites.push(own[site[p2]]);
        savings2.push(value * (held - costs.whole[p2]));
      }
      yield { site: sites, saving: savings2 };
    }
  };
  const savings = buildSavings(freeOf.length, rows(), pricesOf(instance, freeOf), instance.amount);
  return { savings, freeOf, base };
}
function freeSites({ state }) {
  const freeOf = Uint32Array.from(state, (_, at2) => at2).filter((at2) => state[at2] === FREE);
  const own = new Int32Array(state.length).fill(-1);
  freeOf.forEach((at2, i) => {
    own[at2] = i;
  });
  return { freeOf, own };
}
function pricesOf({ price }, freeOf) {
  return Float64Array.from(freeOf, (at2) => price[at2]);
}

// src/plan/siting/savings-greedy.ts
function chooseGreedily(problem2, start = []) {
  const byGain = greedy(problem2, start, () => 1);
  if (problem2.price.every((price) => price === problem2.price[0])) return byGain;
  const byPrice = greedy(problem2, start, (site) => Math.max(problem2.price[site], 1e-9));
  return byPrice.value > byGain.value ? byPrice : byGain;
}
function greedy(problem2, start, measure) {
  const { rows, sites, bySite, saving, price, amount } = problem2;
  const best = new Float64Array(rows);
  const chosen = new Uint8Array(sites);
  const gainOf = (site) => {
    let gain = 0;
    for (let p2 = bySite.offset[site]; p2 < bySite.offset[site + 1]; p2++) {
      const more = saving[bySite.pair[p2]] - best[bySite.row[p2]];
      if (more > 0) gain += more;
    }
    return gain;
  };
  let left = amount - priceOf(problem2, start);
  let value = 0;
  const take = (site) => {
    chosen[site] = 1;
    for (let p2 = bySite.offset[site]; p2 < bySite.offset[site + 1]; p2++) {
      const row = bySite.row[p2];
      const own = saving[bySite.pair[p2]];
      if (own > best[row]) {
        value += own - best[row];
        best[row] = own;
      }
    }
  };
  for (const site of start) take(site);
  const heap = new SiteHeap(sites);
  for (let site = 0; site < sites; site++) if (chosen[site] === 0) heap.push(site, gainOf(site) / measure(site));
  while (heap.size > 0) {
    const { site, key } = heap.pop();
    if (key <= 0) break;
    if (price[site] > left) continue;
    const now = gainOf(site) / measure(site);
    if (now < key) {
      if (now > 0) heap.push(site, now);
      continue;
    }
    left -= price[site];
    take(site);
  }
  const result = [];
  for (let site = 0; site < sites; site++) if (chosen[site] === 1) result.push(site);
  return { sites: result, value };
}
var SiteHeap = class {
  size = 0;
  #site;
  #key;
  constructor(most) {
    this.#site = new Int32Array(most + 1);
    this.#key = new Float64Array(most + 1);
  }
  push(site, key) {
    let at2 = this.size++;
    while (at2 > 0) {
      const above = at2 - 1 >> 1;
      if (!this.#before(key, site, above)) break;
      this.#site[at2] = this.#site[above];
      this.#key[at2] = this.#key[above];
      at2 = above;
    }
    this.#site[at2] = site;
    this.#key[at2] = key;
  }
  pop() {
    const top = { site: this.#site[0], key: this.#key[0] };
    const last = --this.size;
    const site = this.#site[last];
    const key = this.#key[last];
    let at2 = 0;
    for (; ; ) {
      let below = 2 * at2 + 1;
      if (below >= last) break;
      if (below + 1 < last && this.#before(this.#key[below + 1], this.#site[below + 1], below)) below++;
      if (this.#before(key, site, below)) break;
      this.#site[at2] = this.#site[below];
      this.#key[at2] = this.#key[below];
      at2 = below;
    }
    this.#site[at2] = site;
    this.#key[at2] = key;
    return top;
  }
  #before(key, site, at2) {
    return key > this.#key[at2] || key === this.#key[at2] && site < this.#site[at2];
  }
};

// src/plan/siting/breathe.ts
async function breathe({ signal, onProgress }) {
  throwIfAborted(signal);
  if (signal === void 0 && onProgress === void 0) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  throwIfAborted(signal);
}

// src/plan/siting/savings-swap.ts
var MOST_PAIRS = 2e7;
function improveBySwaps(problem2, start, mostSwaps = 1e4) {
  const { sites, rows, price, amount } = problem2;
  if (sites * start.sites.length > MOST_PAIRS) return start;
  const state = {
    first: new Float64Array(rows),
    second: new Float64Array(rows),
    firstSite: new Int32Array(rows).fill(-1),
    isChosen: new Uint8Array(sites)
  };
  for (const site of start.sites) state.isChosen[site] = 1;
  for (let row = 0; row < rows; row++) findBest(problem2, state, row);
  let value = start.value;
  let spent2 = priceOf(problem2, start.sites);
  const chosen = new Set(start.sites);
  for (let swap = 0; swap < mostSwaps; swap++) {
    const order = [...chosen].sort((a2, b) => a2 - b);
    const found = bestSwap(problem2, state, order, amount - spent2);
    if (found === null) break;
    value += found.gain;
    if (found.out >= 0) {
      state.isChosen[found.out] = 0;
      spent2 -= price[found.out];
      chosen.delete(found.out);
    }
    state.isChosen[found.in] = 1;
    spent2 += price[found.in];
    chosen.add(found.in);
    for (const site of [found.out, found.in]) if (site >= 0) refresh(problem2, state, site);
  }
  return { sites: [...chosen].sort((a2, b) => a2 - b), value };
}
function refresh(problem2, state, site) {
  const { offset, row } = problem2.bySite;
  for (let p2 = offset[site]; p2 < offset[site + 1]; p2++) findBest(problem2, state, row[p2]);
}
function findBest({ offset, site, saving }, state, row) {
  let found = 0;
  state.first[row] = 0;
  state.second[row] = 0;
  state.firstSite[row] = -1;
  for (let p2 = offset[row]; p2 < offset[row + 1]; p2++) {
    if (state.isChosen[site[p2]] === 0) continue;
    if (found++ === 0) {
      state.first[row] = saving[p2];
      state.firstSite[row] = site[p2];
    } else {
      state.second[row] = saving[p2];
      return;
    }
  }
}
function bestSwap({ sites, rows, offset, site, saving, price }, { first, second, firstSite, isChosen }, chosen, left) {
  const many = chosen.length;
  const slot = new Int32Array(sites).fill(-1);
  chosen.forEach((one, at2) => {
    slot[one] = at2;
  });
  const gain = new Float64Array(sites);
  const loss = new Float64Array(many);
  const kept = new Float64Array(sites * many);
  for (let row = 0; row < rows; row++) {
    const [best, next] = [first[row], second[row]];
    const out = firstSite[row] < 0 ? -1 : slot[firstSite[row]];
    if (out >= 0) loss[out] += best - next;
    for (let p2 = offset[row]; p2 < offset[row + 1] && saving[p2] > next; p2++) {
      const own = site[p2];
      if (saving[p2] > best) gain[own] += saving[p2] - best;
      if (out >= 0) kept[own * many + out] += Math.min(saving[p2], best) - next;
    }
  }
  let found = null;
  let most = 0;
  for (let own = 0; own < sites; own++) {
    if (isChosen[own] === 1) continue;
    if (price[own] <= left && gain[own] > most) {
      most = gain[own];
      found = { in: own, out: -1, gain: most };
    }
    for (let out = 0; out < many; out++) {
      const change = gain[own] + kept[own * many + out] - loss[out];
      if (change <= most || price[own] - price[chosen[out]] > left) continue;
      most = change;
      found = { in: own, out: chosen[out], gain: change };
    }
  }
  return found;
}

// src/plan/siting/savings-branch.ts
var ITERATIONS2 = 80;
var STALLS2 = 8;
async function branchSavings(problem2, value, u, limits) {
  let known = value;
  let choice = null;
  let work = 0;
  const keep = (sites) => {
    if (priceOf(problem2, sites) > problem2.amount) return;
    const saved = savedBy(problem2, sites);
    work += sites.reduce((sum, at2) => sum + problem2.bySite.offset[at2 + 1] - problem2.bySite.offset[at2], 0);
    if (saved <= known) return;
    choice = improveBySwaps(problem2, { sites: [...sites].sort((a2, b) => a2 - b), value: saved });
    known = choice.value;
  };
  const parts = [{ status: new Int8Array(problem2.sites), u, upper: Number.POSITIVE_INFINITY }];
  while (parts.length > 0 && work < limits.work) {
    const part = parts.pop();
    if (wholeBelow(part.upper) <= known) continue;
    await limits.breathe();
    const { status } = part;
    if (spent(problem2, status) > problem2.amount) continue;
    const bound = boundSavings(problem2, known, {
      iterations: ITERATIONS2,
      firstStep: 0.6,
      stalls: STALLS2,
      u: part.u,
      status
    });
    work += bound.work;
    keep(bound.sites);
    if (wholeBelow(bound.upper) <= known) continue;
    const { inAll, out } = reduceSavings(problem2, bound, known, status);
    for (const at2 of inAll) status[at2] = IN;
    for (const at2 of out) status[at2] = OUT;
    const next = branchOn(bound.mean, bound.worth, status);
    if (next < 0) {
      keep(settled(status));
      continue;
    }
    const upper = Math.min(part.upper, bound.upper);
    const settledAs = (as) => {
      const own = status.slice();
      own[next] = as;
      return { status: own, u: bound.u, upper };
    };
    const isLikely = bound.mean[next] >= 0.5;
    parts.push(settledAs(isLikely ? OUT : IN), settledAs(isLikely ? IN : OUT));
  }
  const open = parts.reduce((most, part) => Math.max(most, wholeBelow(part.upper)), Number.NEGATIVE_INFINITY);
  return { choice, upper: Math.max(known, open), isComplete: open <= known };
}
function spent({ price }, status) {
  let sum = 0;
  for (let at2 = 0; at2 < status.length; at2++) if (status[at2] === IN) sum += price[at2];
  return sum;
}
function settled(status) {
  return Array.from(status, (_, at2) => at2).filter((at2) => status[at2] === IN);
}
function branchOn(mean, worth, status) {
  let best = -1;
  let doubt = -1;
  for (let at2 = 0; at2 < status.length; at2++) {
    if (status[at2] !== OPEN || worth[at2] < 0) continue;
    const own = 0.5 - Math.abs(mean[at2] - 0.5);
    if (own > doubt || own === doubt && worth[at2] > worth[best]) {
      best = at2;
      doubt = own;
    }
  }
  return best;
}

// src/plan/siting/savings-kicks.ts
async function improveByKicks(problem2, start, limits) {
  const next = numbersFrom(start.sites.length + problem2.rows);
  let best = start;
  let now = start;
  let idle = 0;
  for (let kick2 = 0; kick2 < limits.kicks && idle < limits.idle && best.value < limits.enough; kick2++) {
    if (kick2 % 8 === 7) await limits.breathe();
    const forced = next(problem2.sites);
    if (now.sites.includes(forced) || problem2.price[forced] > problem2.amount) continue;
    const leaving = 1 + next(Math.max(2, Math.min(8, now.sites.length >> 1)));
    const kept = withoutNearest(problem2, now.sites, forced, leaving);
    const left = problem2.amount - kept.reduce((sum, at2) => sum + problem2.price[at2], 0);
    if (problem2.price[forced] > left) continue;
    const trial = improveBySwaps(problem2, chooseGreedily(problem2, [...kept, forced]), 40);
    if (trial.value >= now.value) now = trial;
    else if (trial.value > 0.998 * best.value && next(10) === 0) now = trial;
    idle++;
    if (trial.value > best.value) {
      best = trial;
      idle = 0;
    }
    if (idle % 60 === 59) now = best;
  }
  return best;
}
function withoutNearest({ offset, site, bySite }, chosen, forced, leaving) {
  const shared = new Map(chosen.map((one) => [one, 0]));
  for (let q2 = bySite.offset[forced]; q2 < bySite.offset[forced + 1]; q2++) {
    const row = bySite.row[q2];
    for (let p2 = offset[row]; p2 < offset[row + 1]; p2++) {
      const count = shared.get(site[p2]);
      if (count !== void 0) shared.set(site[p2], count + 1);
    }
  }
  const order = [...chosen].sort((a2, b) => shared.get(b) - shared.get(a2) || a2 - b);
  return order.slice(leaving).sort((a2, b) => a2 - b);
}
function numbersFrom(seed2) {
  let state = seed2 >>> 0;
  return (top) => {
    state = Math.imul(state, 1664525) + 1013904223 >>> 0;
    return Math.floor(state / 2 ** 32 * top);
  };
}

// src/plan/siting/savings-model.ts
function modelOfSavings(problem2, cuts = []) {
  const { sites, rows, offset, site, saving, price, amount } = problem2;
  const model = new MixedIntegerModel();
  for (let at2 = 0; at2 < sites; at2++) model.addColumn(0, true);
  const groups = [];
  for (let row = 0; row < rows; row++) {
    const own = [];
    for (let from = offset[row]; from < offset[row + 1]; ) {
      let to = from + 1;
      while (to < offset[row + 1] && saving[to] === saving[from]) to++;
      const column = model.addColumn(saving[from], false);
      const members = Array.from(site.subarray(from, to));
      model.addRow([column, ...members], [1, ...members.map(() => -1)], Number.NEGATIVE_INFINITY, 0);
      groups.push({ row, from, to, column });
      own.push(column);
      from = to;
    }
    if (own.length > 1)
      model.addRow(
        own,
        own.map(() => 1),
        Number.NEGATIVE_INFINITY,
        1
      );
  }
  const all = Array.from({ length: sites }, (_, at2) => at2);
  if (Number.isFinite(amount)) model.addRow(all, Array.from(price), Number.NEGATIVE_INFINITY, amount);
  for (const cut of cuts)
    model.addRow(
      cut,
      cut.map(() => 1),
      Number.NEGATIVE_INFINITY,
      cut.length - 1
    );
  return {
    model,
    entries: model.indices.length,
    valuesOf(chosen) {
      const values = new Float64Array(model.gain.length);
      for (const at2 of chosen) values[at2] = 1;
      let served = -1;
      for (const { row, from, to, column } of groups) {
        if (served === row) continue;
        if (!site.subarray(from, to).some((at2) => values[at2] === 1)) continue;
        values[column] = 1;
        served = row;
      }
      return values;
    },
    sitesOf: (values) => all.filter((at2) => values[at2] > 0.5)
  };
}

// src/plan/siting/solve-savings.ts
var ITERATIONS3 = 900;
var STALLS3 = 20;
var MOST_RESTARTS = 25;
var ROUNDS = 4;
var KICK_WORK = 4e7;
var BRANCH_WORK = 2e8;
var BRANCH_WORK_LARGE = 15e8;
var LARGE_MODEL = 3e4;
async function solveSavings(problem2, options, goal = {}) {
  const whole = { ...problem2, amount: Math.min(problem2.amount, sumOf(problem2.price)) };
  const search = {
    whole,
    best: improveBySwaps(whole, chooseGreedily(whole)),
    upper: Number.POSITIVE_INFINITY,
    core: { problem: whole, siteOf: Array.from({ length: whole.sites }, (_, at2) => at2), fixed: [], base: 0 }
  };
  const done = () => search.best.value >= Math.min(search.upper, goal.enough ?? Number.POSITIVE_INFINITY) || search.upper < (goal.needed ?? Number.NEGATIVE_INFINITY);
  const answer = (provedBy, struckTime = false) => ({
    ...search.best,
    upper: Math.max(search.upper, search.best.value),
    provedBy,
    struckTime
  });
  let u;
  for (let round = 0; round < ROUNDS; round++) {
    await breathe(options);
    const before = search.core.problem.site.length;
    u = boundAndReduce(search);
    if (done()) return answer("own-bounds");
    if (round === 0) await kick(search, options);
    if (done()) return answer("own-bounds");
    if (search.core.problem.site.length > 0.8 * before) break;
    u = void 0;
  }
  const built = modelOfSavings(search.core.problem);
  const isForSolver = built.entries <= options.maxModelEntries;
  await branch(search, u, built.entries < LARGE_MODEL ? BRANCH_WORK : BRANCH_WORK_LARGE, options);
  if (done() || !isForSolver) return answer("own-bounds");
  return answer("highs", await askSolver(search, built, options));
}
function consider(search, core, choice) {
  const sites = [...core.fixed, ...choice.map((at2) => core.siteOf[at2])].sort((a2, b) => a2 - b);
  if (priceOf(search.whole, sites) > search.whole.amount) return;
  const value = savedBy(search.whole, sites);
  if (value > search.best.value) search.best = { sites, value };
}
function boundAndReduce(search) {
  const { core } = search;
  const mostRestarts = Math.max(3, Math.min(MOST_RESTARTS, Math.floor(4e6 / (1 + core.problem.site.length))));
  let restarts = 0;
  const bound = boundSavings(core.problem, search.best.value - core.base, {
    iterations: ITERATIONS3,
    firstStep: 1.5,
    stalls: STALLS3,
    onTrial(sites) {
      const trial = { sites, value: savedBy(core.problem, sites) };
      const isBetter = trial.value + core.base > search.best.value;
      if (isBetter || restarts < mostRestarts && trial.value + core.base > 0.9 * search.best.value) {
        if (!isBetter) restarts++;
        consider(search, core, improveBySwaps(core.problem, trial, 60).sites);
      }
      return search.best.value - core.base;
    }
  });
  search.upper = Math.min(search.upper, wholeBelow(bound.upper + core.base));
  const { inAll, out, isPairOut } = reduceSavings(core.problem, bound, search.best.value - core.base);
  const isOut = new Uint8Array(core.problem.sites);
  for (const at2 of out) isOut[at2] = 1;
  const { rest, siteOf, base } = restOf(core.problem, inAll, (at2) => isOut[at2] === 1, isPairOut);
  search.core = {
    problem: rest,
    siteOf: Array.from(siteOf, (at2) => core.siteOf[at2]),
    fixed: [...core.fixed, ...inAll.map((at2) => core.siteOf[at2])],
    base: core.base + base
  };
  if (rest.site.length === 0 && search.core.base <= search.best.value || rest.amount < 0) {
    search.upper = search.best.value;
  }
  return bound.u;
}
async function kick(search, options) {
  const { core } = search;
  const inCore = new Map(core.siteOf.map((at2, i) => [at2, i]));
  const sites = search.best.sites.flatMap((at2) => inCore.get(at2) ?? []);
  if (priceOf(core.problem, sites) > core.problem.amount) return;
  const kicks = Math.floor(KICK_WORK / (1 + core.problem.site.length + core.problem.sites * sites.length));
  const found = await improveByKicks(
    core.problem,
    { sites, value: savedBy(core.problem, sites) },
    {
      kicks: Math.min(2e3, kicks),
      idle: 300,
      enough: search.upper - core.base,
      breathe: () => breathe(options)
    }
  );
  consider(search, core, found.sites);
}
async function branch(search, u, work, options) {
  const { core } = search;
  const known = search.best.value - core.base;
  const fits = u !== void 0 && u.length === core.problem.rows;
  const start = fits ? u : boundSavings(core.problem, known, { iterations: 300, firstStep: 1.5, stalls: STALLS3 }).u;
  const found = await branchSavings(core.problem, known, start, {
    work,
    breathe: () => breathe(options)
  });
  if (found.choice !== null) consider(search, core, found.choice.sites);
  search.upper = Math.min(search.upper, Math.max(search.best.value, found.upper + core.base));
}
async function askSolver(search, built, options) {
  const { core } = search;
  const inCore = new Map(core.siteOf.map((at2, i) => [at2, i]));
  const start = search.best.sites.flatMap((at2) => inCore.get(at2) ?? []);
  const isStart = priceOf(core.problem, start) <= core.problem.amount;
  const found = await solveMixedInteger(
    built.model,
    { ...options, gapTolerance: 0.99 },
    isStart ? built.valuesOf(start) : void 0
  );
  if (found.values !== null) consider(search, core, built.sitesOf(found.values));
  const within = found.status === "infeasible" ? search.best.value : wholeBelow(found.upper + core.base + 1e-6);
  search.upper = Math.min(search.upper, Math.max(search.best.value, within));
  return found.struckTime;
}
function sumOf(values) {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

// src/plan/siting/fewest-sites.ts
async function fewestSites(problem2, needed, options) {
  const counted = (sites2) => ({
    ...problem2,
    price: new Float64Array(problem2.sites).fill(1),
    amount: sites2
  });
  const all = chooseGreedily(counted(problem2.sites));
  if (all.value < needed) return null;
  let sites = needed <= 0 ? 0 : all.sites.length;
  for (let low = 0; low < sites; ) {
    const middle = low + sites >> 1;
    if (chooseGreedily(counted(middle)).value >= needed) sites = middle;
    else low = middle + 1;
  }
  let bound = sites;
  let struckTime = false;
  let byHighs = false;
  for (let fewer = sites - 1; ; fewer--) {
    if (fewer < 0 || needed <= 0) break;
    const tried = await solveSavings(counted(fewer), options, { enough: needed, needed });
    struckTime ||= tried.struckTime;
    byHighs ||= tried.provedBy === "highs";
    if (tried.upper < needed) break;
    bound = fewer;
    if (tried.value >= needed) sites = fewer;
  }
  const choice = await solveSavings(counted(sites), options);
  return {
    choice: {
      ...choice,
      struckTime: choice.struckTime || struckTime,
      provedBy: byHighs ? "highs" : choice.provedBy
    },
    fewest: { sites, bound }
  };
}

// src/plan/siting/next-best.ts
async function nextBestChoices(problem2, best, options) {
  const found = [];
  const known = [best.sites];
  while (found.length < options.alternatives) {
    const built = modelOfSavings(problem2, known);
    if (built.entries > options.maxModelEntries) break;
    const next = await solveMixedInteger(built.model, { ...options, gapTolerance: 0.99 });
    if (next.status !== "optimal" || next.values === null) break;
    const sites = neededSites(problem2, built.sitesOf(next.values));
    if (sites.length === 0 || priceOf(problem2, sites) > problem2.amount) break;
    known.push(sites);
    found.push({ sites, value: savedBy(problem2, sites) });
  }
  return found;
}
function neededSites(problem2, sites) {
  const value = savedBy(problem2, sites);
  let kept = [...sites];
  for (const site of [...sites].reverse()) {
    const without = kept.filter((one) => one !== site);
    if (savedBy(problem2, without) === value) kept = without;
  }
  return kept;
}

// src/plan/siting/solve-coverage.ts
async function solveCoverage(instance, options) {
  const own = coverageSavings(instance);
  const target = targetOf(instance);
  if (target === null) {
    const choice = await solveSavings(own.savings, options);
    return { outcome: await coverageOutcome(instance, own, choice, options) };
  }
  const found = await fewestSites(own.savings, target - own.base, options);
  if (found === null) return { infeasible: beyondTarget(instance, own) };
  const outcome = await coverageOutcome(instance, own, found.choice, options);
  return { outcome: { ...outcome, fewest: found.fewest } };
}
function targetOf({ problem: problem2, weight }) {
  const { targetPercent } = problem2;
  if (targetPercent === void 0) return null;
  let total = 0;
  for (const one of weight.whole) total += one;
  return Math.ceil(total * targetPercent / 100 - 1e-9);
}
function beyondTarget({ weight, offset, rowOf }, { savings, base }) {
  let total = 0;
  for (const one of weight.whole) total += one;
  let most = base;
  for (let row = 0; row < savings.rows; row++) most += savings.saving[savings.offset[row]];
  const rows = [];
  rowOf.forEach((_, row) => {
    if (offset[row] === offset[row + 1]) rows.push(row);
  });
  const percent = total === 0 ? 0 : Math.floor(most / total * 1e4) / 100;
  return { code: "target-unreachable", rows, relaxation: { what: "target-percent", value: percent } };
}
async function coverageOutcome(instance, { savings, freeOf, base }, choice, options) {
  const { perOne } = instance.weight;
  const inInstance = (sites) => withRequired(
    instance,
    neededSites(savings, sites).map((at2) => freeOf[at2])
  );
  const others = options.alternatives > 0 ? await nextBestChoices(savings, choice, options) : [];
  return {
    chosen: inInstance(choice.sites),
    objective: (base + choice.value) / perOne,
    bound: (base + choice.upper) / perOne,
    provedBy: choice.provedBy,
    struckTime: choice.struckTime,
    alternatives: others.map(({ sites, value }) => ({
      chosen: withRequired(
        instance,
        sites.map((at2) => freeOf[at2])
      ),
      objective: (base + value) / perOne
    }))
  };
}
function withRequired({ state }, sites) {
  const all = new Set(sites);
  state.forEach((own, at2) => {
    if (own === REQUIRED) all.add(at2);
  });
  return [...all].sort((a2, b) => a2 - b);
}

// src/plan/siting/solve-facilities.ts
async function solveFacilities(instance, options) {
  const target = targetOf(instance);
  return target === null ? coverAll(instance, options) : coverShare(instance, target, options);
}
async function coverAll(instance, options) {
  const { problem: problem2, freeOf } = coverOf(instance);
  const { amount } = instance;
  const cover = await solveCover(problem2, options);
  const required = countRequired(instance);
  if (cover.lower > amount) return { infeasible: tooFew(required + cover.lower) };
  if (cover.price > amount) {
    return { infeasible: tooFew(required + cover.price) };
  }
  return {
    outcome: {
      chosen: withRequired(
        instance,
        cover.sites.map((site) => freeOf[site])
      ),
      objective: required + cover.price,
      bound: required + cover.lower,
      provedBy: cover.provedBy,
      struckTime: cover.struckTime
    }
  };
}
async function coverShare(instance, target, options) {
  const own = coverageSavings(instance);
  const found = await fewestSites(own.savings, target - own.base, options);
  if (found === null) return { infeasible: beyondTarget(instance, own) };
  const required = countRequired(instance);
  return {
    outcome: {
      chosen: withRequired(
        instance,
        found.choice.sites.map((site) => own.freeOf[site])
      ),
      objective: required + found.fewest.sites,
      bound: required + found.fewest.bound,
      provedBy: found.choice.provedBy,
      struckTime: found.choice.struckTime
    }
  };
}
function tooFew(sites) {
  return { code: "too-few-sites", rows: [], relaxation: { what: "sites", value: sites } };
}
function countRequired({ state }) {
  return state.reduce((sum, own) => sum + (own === 1 ? 1 : 0), 0);
}
function coverOf(instance, limit = Number.POSITIVE_INFINITY) {
  const { state, offset, site, cost } = instance;
  const { freeOf, own } = freeSites(instance);
  const rows = [];
  for (let row = 0; row + 1 < offset.length; row++) {
    const sites = [];
    let isCovered = false;
    for (let p2 = offset[row]; p2 < offset[row + 1] && !isCovered; p2++) {
      if (cost[p2] > limit) continue;
      if (state[site[p2]] === FREE) sites.push(own[site[p2]]);
      else isCovered = true;
    }
    if (!isCovered) rows.push(sites);
  }
  return { problem: { rows, price: pricesOf(instance, freeOf) }, freeOf };
}

// src/plan/siting/solve-backup.ts
async function solveBackup(instance, options) {
  const { problem: problem2, freeOf } = coverOf(instance);
  const cover = await solveCover(problem2, options);
  const required = countRequired(instance);
  if (cover.lower > instance.amount || cover.price > instance.amount)
    return { infeasible: tooFew(required + cover.price) };
  const { alike, twice } = rowsAlike(instance, freeOf);
  const first = withRequired(
    instance,
    cover.sites.map((site) => freeOf[site])
  );
  let best = { sites: first, twice: coveredTwice(instance, first) };
  let upper = twice;
  for (const row of alike) if (row.sites.length + row.open >= 2) upper += row.weight;
  let provedBy = cover.provedBy;
  let struckTime = cover.struckTime;
  const { model } = modelOf(alike, freeOf.length, cover.price);
  if (best.twice < upper && model.indices.length <= options.maxModelEntries) {
    const found = await solveMixedInteger(
      model,
      { ...options, gapTolerance: 0.99 },
      startOf(alike, freeOf.length, cover.sites)
    );
    provedBy = "highs";
    struckTime ||= found.struckTime;
    if (found.values !== null) {
      const sites = withRequired(
        instance,
        Array.from(freeOf).filter((_, at2) => found.values[at2] > 0.5)
      );
      const value = coveredTwice(instance, sites);
      if (value > best.twice && sites.length <= first.length && coversAll(instance, sites))
        best = { sites, twice: value };
    }
    upper = Math.min(upper, wholeBelow(found.upper + twice + 1e-6));
  }
  const { perOne } = instance.weight;
  return {
    outcome: {
      chosen: best.sites,
      objective: best.twice / perOne,
      bound: Math.max(upper, best.twice) / perOne,
      fewest: { sites: cover.price, bound: cover.lower },
      provedBy,
      struckTime
    }
  };
}
function rowsAlike(instance, freeOf) {
  const { state, offset, site, weight } = instance;
  const own = new Map(Array.from(freeOf, (at2, i) => [at2, i]));
  const merged = /* @__PURE__ */ new Map();
  let twice = 0;
  for (let row = 0; row + 1 < offset.length; row++) {
    const near = Array.from(site.subarray(offset[row], offset[row + 1]));
    const open = near.filter((at2) => state[at2] !== FREE).length;
    const value = weight.whole[row];
    if (open >= 2) {
      twice += value;
      continue;
    }
    const sites = near.flatMap((at2) => own.get(at2) ?? []);
    const key = `${open} ${sites.join(" ")}`;
    const known = merged.get(key);
    if (known === void 0) merged.set(key, { sites, open, weight: value });
    else known.weight += value;
  }
  return { alike: [...merged.values()], twice };
}
function modelOf(alike, sites, fewest) {
  const model = new MixedIntegerModel();
  for (let at2 = 0; at2 < sites; at2++) model.addColumn(0, true);
  for (const row of alike) {
    const z = model.addColumn(row.weight, false);
    const ones = row.sites.map(() => -1);
    if (row.open === 0) model.addRow(row.sites, ones, Number.NEGATIVE_INFINITY, -1);
    model.addRow([z, ...row.sites], [1, ...ones], Number.NEGATIVE_INFINITY, row.open - 1);
  }
  const all = Array.from({ length: sites }, (_, at2) => at2);
  model.addRow(
    all,
    all.map(() => 1),
    Number.NEGATIVE_INFINITY,
    fewest
  );
  return { model };
}
function startOf(alike, sites, chosen) {
  const values = new Float64Array(sites + alike.length);
  for (const site of chosen) values[site] = 1;
  alike.forEach((row, at2) => {
    const count = row.open + row.sites.filter((site) => values[site] === 1).length;
    if (count >= 2) values[sites + at2] = 1;
  });
  return values;
}
function coveredTwice(instance, sites) {
  const open = createNearestOpen(instance);
  for (const site of sites) open.open(site);
  return open.coveredTwice();
}
function coversAll(instance, sites) {
  const open = createNearestOpen(instance);
  for (const site of sites) open.open(site);
  return open.count.every((count) => count > 0);
}

// src/plan/siting/capacity-bound.ts
var ITERATIONS4 = 500;
var STALLS4 = 15;
async function boundCapacity(problem2, value, onTrial, breathe2) {
  const { weight, places, isOpen } = problem2;
  const bySite = pairsBySite(places.length, problem2.offset, problem2.site);
  const u = new Float64Array(weight.length).fill(0.2);
  const worth = new Float64Array(places.length);
  const load2 = new Float64Array(weight.length);
  let best = null;
  let bestU = u.slice();
  let known = value;
  let theta = 1.2;
  let stalls = 0;
  for (let iteration = 0; iteration < ITERATIONS4; iteration++) {
    if (iteration % 16 === 15) await breathe2();
    let upper = 0;
    for (let row = 0; row < weight.length; row++) upper += u[row] * weight[row];
    for (let site = 0; site < places.length; site++) worth[site] = worthOf(problem2, bySite, u, site, 0, load2);
    load2.fill(0);
    const share = new Float64Array(places.length);
    for (let site = 0; site < places.length; site++) if (isOpen[site] === 1) share[site] = 1;
    const chosen = takeBest(problem2, worth, share);
    for (let site = 0; site < places.length; site++) {
      if (share[site] <= 0) continue;
      upper += share[site] * worth[site];
      worthOf(problem2, bySite, u, site, share[site], load2);
    }
    if (best === null || upper < best.upper) {
      const isMuch = best === null || best.upper - upper > 1e-4 * (best.upper - known);
      best = { upper, worth: worth.slice(), outRatio: chosen.outRatio, inRatio: chosen.inRatio };
      bestU = u.slice();
      if (isMuch) stalls = 0;
      known = Math.max(known, onTrial(chosen.sites));
    } else if (++stalls >= STALLS4) {
      theta /= 2;
      stalls = 0;
      u.set(bestU);
      if (theta < 0.01) break;
      continue;
    }
    if (Math.floor(best.upper + 1e-6) <= known) break;
    let norm = 0;
    for (let row = 0; row < weight.length; row++) {
      let change = weight[row] - load2[row];
      if (change > 0 && u[row] <= 0 || change < 0 && u[row] >= 1) change = 0;
      load2[row] = change;
      norm += change * change;
    }
    if (norm === 0) break;
    const step = theta * (upper - known) / norm;
    for (let row = 0; row < weight.length; row++) u[row] = Math.min(1, Math.max(0, u[row] - step * load2[row]));
  }
  return best;
}
function worthOf({ weight, places }, bySite, u, site, share, load2) {
  const rows = Array.from(bySite.row.subarray(bySite.offset[site], bySite.offset[site + 1]));
  rows.sort((a2, b) => u[a2] - u[b] || a2 - b);
  let left = places[site];
  let worth = 0;
  for (const row of rows) {
    if (left <= 0 || u[row] >= 1) break;
    const amount = Math.min(left, weight[row]);
    worth += amount * (1 - u[row]);
    left -= amount;
    if (share > 0) load2[row] += share * amount;
  }
  return worth;
}
function takeBest({ isOpen, price, amount }, worth, share) {
  const ratio = (site) => price[site] === 0 ? Number.POSITIVE_INFINITY : worth[site] / price[site];
  const order = Array.from(worth, (_, site) => site).filter(
    (site) => isOpen[site] === 0 && worth[site] > 0 && price[site] <= amount
  );
  order.sort((a2, b) => ratio(a2) === ratio(b) ? a2 - b : ratio(b) - ratio(a2));
  const sites = [];
  let left = amount;
  let outRatio = Number.POSITIVE_INFINITY;
  for (const site of order) {
    const part = price[site] === 0 ? 1 : Math.min(1, left / price[site]);
    if (part <= 0) return { sites, outRatio, inRatio: ratio(site) };
    share[site] = part;
    left -= part * price[site];
    outRatio = ratio(site);
    if (part < 1) return { sites, outRatio, inRatio: outRatio };
    sites.push(site);
  }
  return { sites, outRatio: left > 0 ? 0 : outRatio, inRatio: 0 };
}

// src/plan/siting/capacity-problem.ts
function buildCapacity(instance) {
  const { offset, site, weight, state, price, amount } = instance;
  const merged = /* @__PURE__ */ new Map();
  for (let row = 0; row + 1 < offset.length; row++) {
    const sites2 = site.subarray(offset[row], offset[row + 1]);
    const value = weight.whole[row];
    if (sites2.length === 0 || value === 0) continue;
    const key = sites2.join(" ");
    const known = merged.get(key);
    if (known === void 0) merged.set(key, { sites: sites2, weight: value });
    else known.weight += value;
  }
  const rows = [...merged.values()];
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, at2) => {
    offsets[at2 + 1] = offsets[at2] + row.sites.length;
  });
  const sites = new Uint32Array(offsets[rows.length]);
  rows.forEach((row, at2) => {
    sites.set(row.sites, offsets[at2]);
  });
  const weights = Float64Array.from(rows, (row) => row.weight);
  return {
    offset: offsets,
    site: sites,
    weight: weights,
    places: wholePlaces(instance),
    isOpen: Uint8Array.from(state, (own) => own === FREE ? 0 : 1),
    price,
    amount,
    total: weights.reduce((sum, one) => sum + one, 0)
  };
}

// src/plan/siting/solve-capacitated.ts
async function solveCapacitated(instance, options) {
  const problem2 = buildCapacity(instance);
  const target = targetOf(instance);
  if (target === null) {
    const found = await mostServed(problem2, options);
    return { outcome: outcomeOf(instance, problem2, found) };
  }
  return fewestForTarget(instance, problem2, target, options);
}
async function fewestForTarget(instance, problem2, target, options) {
  const all = servedBy(problem2, freeSitesOf(problem2));
  if (all < target) {
    const total = instance.weight.whole.reduce((sum, one) => sum + one, 0);
    const percent = total === 0 ? 0 : Math.floor(all / total * 1e4) / 100;
    return {
      infeasible: { code: "target-unreachable", rows: [], relaxation: { what: "target-percent", value: percent } }
    };
  }
  const counted = (sites2) => ({ ...problem2, price: problem2.price.map(() => 1), amount: sites2 });
  let sites = 0;
  while (greedy2(counted(sites)).value < target) sites++;
  let bound = sites;
  let struckTime = false;
  for (let fewer = sites - 1; fewer >= 0; fewer--) {
    const tried = await mostServed(counted(fewer), options);
    struckTime ||= tried.struckTime;
    if (tried.upper < target) break;
    bound = fewer;
    if (tried.value >= target) sites = fewer;
  }
  const found = await mostServed(counted(sites), options);
  const outcome = outcomeOf(instance, problem2, { ...found, struckTime: struckTime || found.struckTime });
  return { outcome: { ...outcome, fewest: { sites, bound } } };
}
function outcomeOf(instance, problem2, found) {
  const sites = neededOf(problem2, found);
  const chosen = withRequired(instance, sites);
  const flow = createPlaceFlow(instance);
  flow.openExisting();
  for (const site of chosen) flow.open(site);
  const { perOne } = instance.weight;
  const given = Float64Array.from(
    instance.state,
    (state, site) => state === EXISTING || chosen.includes(site) ? flow.used(site) : 0
  );
  return {
    chosen,
    objective: found.value / perOne,
    bound: found.upper / perOne,
    served: found.value,
    given,
    provedBy: found.provedBy,
    struckTime: found.struckTime
  };
}
function freeSitesOf({ isOpen }) {
  return Array.from(isOpen, (_, site) => site).filter((site) => isOpen[site] === 0);
}
function flowOf({ offset, site, weight, places, isOpen }) {
  const flow = createFlow(offset, site, weight, places, isOpen);
  isOpen.forEach((open, at2) => {
    if (open === 1) flow.open(at2);
  });
  return flow;
}
function servedBy(problem2, sites) {
  const flow = flowOf(problem2);
  for (const site of sites) flow.open(site);
  return flow.served();
}
function neededOf(problem2, { sites, value }) {
  let kept = [...sites];
  for (const site of [...sites].reverse()) {
    const without = kept.filter((one) => one !== site);
    if (servedBy(problem2, without) === value) kept = without;
  }
  return kept;
}
function greedy2(problem2) {
  const flow = flowOf(problem2);
  const chosen = [];
  const stale = new Map(freeSitesOf(problem2).map((site) => [site, Number.POSITIVE_INFINITY]));
  let left = problem2.amount;
  for (; ; ) {
    let best = -1;
    let most = 0;
    for (const [site, bound] of stale) {
      if (problem2.price[site] > left) continue;
      const each = Math.max(problem2.price[site], 1e-9);
      if (bound / each <= most) continue;
      const more = flow.wouldServe(site);
      stale.set(site, more);
      if (more / each > most) {
        most = more / each;
        best = site;
      }
    }
    if (best < 0) break;
    flow.open(best);
    chosen.push(best);
    stale.delete(best);
    left -= problem2.price[best];
  }
  return { sites: chosen.sort((a2, b) => a2 - b), value: flow.served() };
}
async function mostServed(problem2, options) {
  let best = greedy2(problem2);
  const trials = /* @__PURE__ */ new Set();
  const bound = await boundCapacity(
    problem2,
    best.value,
    (sites) => {
      const key = sites.join(" ");
      if (!trials.has(key) && trials.size < 60) {
        trials.add(key);
        const value = servedBy(problem2, sites);
        if (value > best.value) best = { sites: [...sites].sort((a2, b) => a2 - b), value };
      }
      return best.value;
    },
    () => breathe(options)
  );
  let upper = Math.min(problem2.total, wholeBelow(bound.upper));
  if (upper <= best.value) return { ...best, upper: best.value, provedBy: "own-bounds", struckTime: false };
  const { price, isOpen } = problem2;
  const status = Int8Array.from(price, (cost, site) => {
    if (isOpen[site] === 1) return 1;
    const inAll = Math.max(0, bound.worth[site] - (cost === 0 ? 0 : cost * bound.inRatio));
    const isOut = Math.max(0, cost === 0 ? 0 : cost * bound.outRatio - bound.worth[site]);
    if (wholeBelow(bound.upper - isOut) <= best.value || cost > problem2.amount) return -1;
    return wholeBelow(bound.upper - inAll) <= best.value ? 1 : 0;
  });
  const built = modelOf2(problem2, status);
  if (built.model.indices.length > options.maxModelEntries) {
    return { ...best, upper, provedBy: "own-bounds", struckTime: false };
  }
  const found = await solveMixedInteger(built.model, { ...options, gapTolerance: 0.99 });
  if (found.values !== null) {
    const sites = freeSitesOf(problem2).filter((site) => built.isChosen(found.values, site));
    const spent2 = sites.reduce((sum, site) => sum + price[site], 0);
    const value = spent2 <= problem2.amount ? servedBy(problem2, sites) : 0;
    if (value > best.value) best = { sites, value };
  }
  const within = found.status === "infeasible" ? best.value : wholeBelow(found.upper + 1e-6);
  upper = Math.max(best.value, Math.min(upper, within));
  return { ...best, upper, provedBy: "highs", struckTime: found.struckTime };
}
function modelOf2(problem2, status) {
  const { offset, site, weight, places, price, amount } = problem2;
  const model = new MixedIntegerModel();
  const column = /* @__PURE__ */ new Map();
  const bySite = /* @__PURE__ */ new Map();
  status.forEach((own, at2) => {
    if (own === 0) column.set(at2, model.addColumn(0, true));
  });
  for (let row = 0; row < weight.length; row++) {
    const own = [];
    for (let p2 = offset[row]; p2 < offset[row + 1]; p2++) {
      const at2 = site[p2];
      if (status[at2] < 0) continue;
      const most = Math.min(weight[row], places[at2]);
      if (most <= 0) continue;
      const x = model.addColumn(1, false, most);
      own.push(x);
      bySite.set(at2, [...bySite.get(at2) ?? [], x]);
      const y = column.get(at2);
      if (y !== void 0) model.addRow([x, y], [1, -most], Number.NEGATIVE_INFINITY, 0);
    }
    if (own.length > 0)
      model.addRow(
        own,
        own.map(() => 1),
        Number.NEGATIVE_INFINITY,
        weight[row]
      );
  }
  for (const [at2, columns] of bySite) {
    const y = column.get(at2);
    const ones = columns.map(() => 1);
    if (y === void 0) model.addRow(columns, ones, Number.NEGATIVE_INFINITY, places[at2]);
    else model.addRow([...columns, y], [...ones, -places[at2]], Number.NEGATIVE_INFINITY, 0);
  }
  let fixed = 0;
  status.forEach((own, at2) => {
    if (own === 1 && problem2.isOpen[at2] === 0) fixed += price[at2];
  });
  const free = [...column.keys()];
  const all = free.map((at2) => column.get(at2));
  if (Number.isFinite(amount))
    model.addRow(
      all,
      free.map((at2) => price[at2]),
      Number.NEGATIVE_INFINITY,
      amount - fixed
    );
  return {
    model,
    isChosen: (values, at2) => status[at2] === 1 || column.has(at2) && values[column.get(at2)] > 0.5
  };
}

// src/plan/siting/solve-longest-walk.ts
async function solveLongestWalk(instance, options) {
  const { amount } = instance;
  const costs = Float64Array.from(new Set(instance.cost)).sort();
  let best = null;
  let provedBy = "own-bounds";
  let struckTime = false;
  const within = async (limit) => {
    const { problem: problem2, freeOf } = coverOf(instance, limit);
    if (problem2.rows.some((row) => row.length === 0)) return "no";
    const cover = await solveCover(problem2, options, amount);
    if (cover.provedBy === "highs") provedBy = "highs";
    struckTime ||= cover.struckTime;
    if (cover.price <= amount)
      return withRequired(
        instance,
        cover.sites.map((site) => freeOf[site])
      );
    return cover.lower > amount ? "no" : "unknown";
  };
  const keep = (sites2) => {
    const longest2 = longestWalk(instance, sites2);
    if (best === null || longest2 < best.longest) best = { sites: sites2, longest: longest2 };
    return longest2;
  };
  const first = await within(Number.POSITIVE_INFINITY);
  if (first === "no" || first === "unknown") return { infeasible: await needsMore(instance, options) };
  let low = costs.findIndex((cost) => cost >= shortestPossible(instance));
  if (low < 0) low = 0;
  let tried = low;
  let high = costs.indexOf(keep(first));
  if (high < 0) high = 0;
  while (tried < high) {
    const middle = tried + high >> 1;
    const found = await within(costs[middle]);
    if (Array.isArray(found)) high = costs.indexOf(keep(found));
    else {
      tried = middle + 1;
      if (found === "no") low = middle + 1;
    }
  }
  const { sites, longest } = best;
  return {
    outcome: {
      chosen: sites,
      objective: longest,
      bound: Math.min(longest, costs[low] ?? longest),
      provedBy,
      struckTime
    }
  };
}
function shortestPossible({ offset, cost }) {
  let most = 0;
  for (let row = 0; row + 1 < offset.length; row++) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let p2 = offset[row]; p2 < offset[row + 1]; p2++) nearest = Math.min(nearest, cost[p2]);
    if (nearest > most) most = nearest;
  }
  return most;
}
function longestWalk(instance, sites) {
  const open = createNearestOpen(instance);
  for (const site of sites) open.open(site);
  let most = 0;
  for (const cost of open.cost) if (cost > most) most = cost;
  return most;
}
async function needsMore(instance, options) {
  const { problem: problem2 } = coverOf(instance);
  const cover = await solveCover(problem2, options);
  if (instance.problem.sites !== void 0) return tooFew(countRequired(instance) + cover.price);
  const missing = cover.price - instance.amount;
  const value = Math.ceil((instance.problem.budget + missing / instance.pricePerOne) * 1e3 - 1e-6) / 1e3;
  return { code: "budget-too-small", rows: [], relaxation: { what: "budget", value } };
}

// src/plan/siting/solve-walk.ts
function cutOffOf({ problem: problem2, cost }) {
  if (problem2.limit !== void 0 && Number.isFinite(problem2.limit)) return problem2.limit;
  let largest = 0;
  for (const one of cost) if (one > largest) largest = one;
  return largest;
}
async function solveWalk(instance, options) {
  const cutOff = cutOffOf(instance);
  const costs = wholeCosts(instance, cutOff);
  const { savings, freeOf, base } = walkSavings(instance, costs);
  const choice = await solveSavings(savings, options);
  const others = options.alternatives > 0 ? await nextBestChoices(savings, choice, options) : [];
  const { weight } = instance;
  const inInstance = (sites) => withRequired(
    instance,
    sites.map((at2) => freeOf[at2])
  );
  const isExact = weight.exact && costs.exact;
  const inUnits = (whole) => whole / weight.perOne / costs.perOne;
  const objectiveOf = (sites, value) => isExact ? inUnits(base - value) : walkSum(instance, sites, cutOff);
  const chosen = inInstance(neededSites(savings, choice.sites));
  const objective = objectiveOf(chosen, choice.value);
  const lower = inUnits(base - choice.upper) - (isExact ? 0 : roundingOf(instance, costs.perOne, cutOff));
  return {
    outcome: {
      chosen,
      objective,
      bound: choice.value === choice.upper ? objective : Math.min(objective, lower),
      provedBy: choice.provedBy,
      struckTime: choice.struckTime,
      cutOff,
      alternatives: others.map(({ sites, value }) => {
        const own = inInstance(sites);
        return { chosen: own, objective: objectiveOf(own, value) };
      })
    }
  };
}
function walkSum(instance, sites, cutOff) {
  const open = createNearestOpen(instance);
  for (const site of sites) open.open(site);
  let sum = 0;
  instance.rowOf.forEach((row, at2) => {
    sum += instance.problem.demandWeight[row] * Math.min(open.cost[at2], cutOff);
  });
  return sum;
}
function roundingOf({ weight, rowOf }, perOne, cutOff) {
  let people = 0;
  for (const one of weight.whole) people += one / weight.perOne;
  return people * 0.5 / perOne + (weight.exact ? 0 : rowOf.length * 0.5 * cutOff / weight.perOne);
}

// src/plan/siting/solve-single-source.ts
async function solveSingleSource(instance, options) {
  const cutOff = cutOffOf(instance);
  const costs = wholeCosts(instance, cutOff);
  const needs = needsOf(instance);
  const short = placesShort(instance, needs);
  if (short > 0) return { infeasible: notEnough(short) };
  const built = modelOf3(instance, costs, needs);
  const found = await solveMixedInteger(built.model, { ...options, gapTolerance: 0.99 });
  if (found.status === "infeasible") return { infeasible: notEnough(null) };
  if (found.values === null) return { infeasible: notEnough(null) };
  const { value, given, chosen } = built.read(found.values);
  const { perOne } = instance.weight;
  const base = built.beyond;
  const inUnits = (whole) => whole / perOne / costs.perOne;
  const lower = Number.isFinite(found.upper) ? Math.max(0, wholeAbove(-found.upper - 1e-6)) : 0;
  return {
    outcome: {
      chosen: withRequired(instance, chosen),
      objective: inUnits(value + base),
      bound: inUnits(Math.min(value, lower) + base),
      provedBy: "highs",
      struckTime: found.struckTime,
      cutOff,
      given
    }
  };
}
function notEnough(short) {
  const relaxation = short === null ? null : { what: "places", value: short };
  return { code: "not-enough-places", rows: [], relaxation };
}
function needsOf({ problem: problem2, rowOf, siteOf }) {
  const need = Array.from(rowOf, (row) => problem2.demandPlaces[row]);
  const places = Array.from(siteOf, (site) => problem2.sitePlaces[site]);
  const both = wholeNumbers([...need, ...places], 1e3, 1e3);
  const exact = both.exact ? both : coarser([...need, ...places], 1e3);
  return {
    need: Float64Array.from(need, (one) => Math.ceil(one * exact.perOne - 1e-9)),
    places: Float64Array.from(places, (one) => Math.floor(one * exact.perOne + 1e-9))
  };
}
function placesShort(instance, { need, places }) {
  const { offset, state, price, amount } = instance;
  let needed = 0;
  for (let row = 0; row < need.length; row++) if (offset[row] !== offset[row + 1]) needed += need[row];
  let had = 0;
  for (let site = 0; site < places.length; site++) if (state[site] !== FREE) had += places[site];
  const free = Array.from(places, (_, site) => site).filter((site) => state[site] === FREE);
  const each = (site) => price[site] === 0 ? Number.POSITIVE_INFINITY : places[site] / price[site];
  free.sort((a2, b) => each(a2) === each(b) ? a2 - b : each(b) - each(a2));
  let left = amount;
  for (const site of free) {
    had += places[site] * (price[site] === 0 ? 1 : Math.min(1, Math.max(0, left) / price[site]));
    left -= price[site];
  }
  return Math.max(0, Math.ceil(needed - had - 1e-6));
}
function modelOf3(instance, costs, { need, places }) {
  const { offset, site, state, weight, price, amount, siteOf } = instance;
  const model = new MixedIntegerModel();
  const y = /* @__PURE__ */ new Map();
  for (let at2 = 0; at2 < siteOf.length; at2++) if (state[at2] === FREE) y.set(at2, model.addColumn(0, true));
  const pairs = [];
  const load2 = Array.from(siteOf, () => ({ columns: [], needs: [] }));
  let beyond = 0;
  for (let row = 0; row + 1 < offset.length; row++) {
    if (offset[row] === offset[row + 1]) {
      beyond += weight.whole[row] * costs.whole[costs.whole.length - 1];
      continue;
    }
    const own = [];
    for (let p2 = offset[row]; p2 < offset[row + 1]; p2++) {
      const at2 = site[p2];
      if (need[row] > places[at2]) continue;
      const cost = weight.whole[row] * costs.whole[p2];
      const column = model.addColumn(-cost, true);
      pairs.push({ row, site: at2, column, cost });
      own.push(column);
      load2[at2].columns.push(column);
      load2[at2].needs.push(need[row]);
      const open = y.get(at2);
      if (open !== void 0) model.addRow([column, open], [1, -1], Number.NEGATIVE_INFINITY, 0);
    }
    model.addRow(
      own,
      own.map(() => 1),
      1,
      1
    );
  }
  load2.forEach(({ columns, needs }, at2) => {
    const open = y.get(at2);
    if (columns.length === 0) return;
    if (open === void 0) model.addRow(columns, needs, Number.NEGATIVE_INFINITY, places[at2]);
    else model.addRow([...columns, open], [...needs, -places[at2]], Number.NEGATIVE_INFINITY, 0);
  });
  if (Number.isFinite(amount)) {
    model.addRow(
      [...y.values()],
      [...y.keys()].map((at2) => price[at2]),
      Number.NEGATIVE_INFINITY,
      amount
    );
  }
  return {
    model,
    beyond,
    read(values) {
      const given = new Float64Array(siteOf.length);
      const chosen = /* @__PURE__ */ new Set();
      let value = 0;
      for (const pair of pairs) {
        if (values[pair.column] < 0.5) continue;
        value += pair.cost;
        given[pair.site] += weight.whole[pair.row];
        if (state[pair.site] === FREE) chosen.add(pair.site);
      }
      return { value, given, chosen: [...chosen].sort((a2, b) => a2 - b) };
    }
  };
}

// src/plan/siting/solve-siting.ts
async function solveSiting(problem2, options = {}) {
  const resolved = resolveOptions("solveSiting", options, SITING_DEFAULTS);
  checkProblem(problem2);
  const instance = buildInstance(problem2);
  const reason = findInfeasible(instance);
  if (reason !== null) return infeasibleAnswer(instance, reason);
  const { outcome, infeasible } = await solverOf(problem2)(instance, resolved);
  return outcome === void 0 ? infeasibleAnswer(instance, infeasible) : chosenAnswer(instance, outcome);
}
function solverOf({ problem: problem2, demandPlaces }) {
  switch (problem2) {
    case "maximise-coverage":
      return solveCoverage;
    case "maximise-capacitated-coverage":
      return solveCapacitated;
    case "minimise-facilities":
      return solveFacilities;
    case "minimise-walk":
      return demandPlaces === void 0 ? solveWalk : solveSingleSource;
    case "minimise-longest-walk":
      return solveLongestWalk;
    case "backup-coverage":
      return solveBackup;
  }
}

// ../../../tmp/solver-own/cpmp.ts
var [n, p, seed] = process.argv.slice(2).map(Number);
var r = seeded(seed);
var at = Array.from({ length: n }, () => [Math.floor(r() * 100), Math.floor(r() * 100)]);
var q = Float64Array.from(at, () => 1 + Math.floor(r() * 20));
var cap = 120;
var ids = at.map((_, i) => String(i + 1));
console.log("need", q.reduce((a2, b) => a2 + b, 0), "cap", cap * p);
var t0 = process.cpuUsage();
var a = await solveSiting({ problem: "minimise-walk", demandIds: ids, demandWeight: new Float64Array(n).fill(1), demandPlaces: q, siteIds: ids, siteStatus: ids.map(() => "candidate"), sitePlaces: new Float64Array(n).fill(cap), sites: p, costs: costsOf(at.map(([x, y]) => at.map(([u, v], j) => [j, Math.floor(Math.hypot(x - u, y - v))]))) }, JSON.parse(process.env.OPTS ?? "{}"));
var t = process.cpuUsage(t0);
console.log(n, p, seed, a.status, a.objective, a.bound, ((a.gap ?? 0) * 100).toFixed(3) + "%", a.provedBy, ((t.user + t.system) / 1e6).toFixed(2) + "s", Math.round(process.memoryUsage().rss / 1e6) + "MB");
