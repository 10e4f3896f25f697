// The part of docs/files.md that says how files are written.

export const HOW_FILES_ARE_WRITTEN = `## How they are written

* **Whole or not at all.** Files are written under temporary names in the same folder (\`.living-circle-….tmp\`), brought to the disk (\`fsync\`) and
  renamed when all of a run are complete. A new folder appears with all its files in it. After an error, Ctrl-C, SIGTERM or SIGHUP
  (exit 130) everything is as it was.
* **A set does not mix.** With \`--overwrite\` each name holds its old or its new file at every moment. Before the first name changes a journal
  (\`.living-circle.journal\`) says which ones will; where a run is killed (SIGKILL, a power cut) while they change, a matter of milliseconds, the
  journal stays, and the next command on that folder, one that writes or one that reads it, gives the rest their names. Programs of your own: while
  the journal is there, files may be of two runs.
* **What killed runs leave** is removed by the next run into that folder: temporary files whose names say that their process is dead; of processes
  in other containers or on other computers after a day, or when their lock is taken over. Nothing else is ever removed: \`--overwrite\` replaces files
  of the same names only. Documents of earlier runs that stay beside the new ones are named on the terminal and in \`summary.json\` (\`notOfThisRun\`).
* **One run at a time.** A run holds its folder from the first check to its end (\`.living-circle.lock\` in it; beside it while it is new); a second one is
  refused (exit 1). On the same computer and in the same container the lock counts while its process lives. From elsewhere nobody can see that: the
  lock counts until it has given no sign of life for 20 seconds (a running one gives one a second, by the clock of the shared disk). A run that was
  silent for longer and lost its folder writes nothing. Single files (\`-o FILE\`) need no lock: the last one to finish wins.
* **Inputs are safe.** An output that is one of the inputs, by whatever name, link or hard link, is refused (exit 2), also with \`--overwrite\`. A result
  that a run goes on from (\`--since\`) may be replaced: it is read first.
* **Links** are followed: what they lead to is written, and they stay links; one that leads nowhere needs \`--overwrite\`. Names that Windows does not
  know (\`CON\`, \`aux.csv\`, a dot or space at the end) are refused on every system; names may be as long as the system allows.
* **Prepared towns.** \`living-circle prepare AREA --facilities … --blocks … -o town.lc\` writes streets, the extract's columns, facilities and blocks as they were loaded into one file with a version and a checksum. Every command takes
  it as \`<area>\`; the answer's files are the same bytes but for \`run.json\`, which names the town as its input. \`--facilities\` and \`--blocks\` of a question go before the town's own; heights, profile, study area and closed gates are applied when
  the question is asked, so a town needs no second preparation for them. Own kinds need \`--categories\` again. Another release of the program refuses the file with a hint: prepare it again.
* **Only some files.** \`--files csv\` (or \`geojson\`, \`json\`, \`answer\`, several with commas) writes only these and \`run.json\`; with \`csv\` alone gaps are not looked for at all. \`--timings\` says where the time of a run went.
* **Very large runs.** \`coverage --gzip\` and \`scenario --gzip\` write the files that grow with blocks × kinds packed: \`coverage.csv.gz\`,
  \`verdicts.csv.gz\`, \`blocks.geojson.gz\`, \`facilities.geojson.gz\`, \`gaps.geojson.gz\`, and those of \`--also geojsonseq\`. All else is as it is
  without; \`--also qgis\`, which lies over the plain files, is refused. Each is one gzip stream without a time or a name in its head: pandas, R
  (data.table, readr), DuckDB, PostgreSQL (\`COPY … FROM PROGRAM 'gunzip -c …'\`) and GDAL (\`/vsigzip/\`) read them as they are. The same run gives the same
  packed bytes with the same Node; other versions of zlib may pack the same text into other bytes. Packed or not, rows are written while they are
  made: some megabytes are held of a file of any length.
* **How large.** Measured (\`node bench/large-tables.mjs 100000\`, two processors shared with other work, Node 20): 100,000 blocks × 60 kinds × 3 limits on
  generated streets take 38 s of processor time, 58 s with \`--gzip\`, and 2.4 GB of memory either way (10,000 blocks: 9 s, 0.6 GB). \`coverage.csv\` has
  502 MB, packed 32 MB; \`blocks.geojson\` 1,439 MB, packed 47 MB; \`gaps.geojson\` 362 MB, packed 87 MB (names of generated places pack better than
  real ones). 300,000 blocks with \`--gzip\`: 136 s, 4.4 GB, \`coverage.csv\` packed 96 MB, \`blocks.geojson\` 143 MB. \`answer.bin\` has 579 and 1,428 MB and is
  made as a whole. A million blocks were not measured: if it goes on so, some 8 minutes of processor time, 11 to 15 GB of memory, 5 GB of
  \`coverage.csv\` and 14 GB of \`blocks.geojson\` (0.3 and 0.5 GB packed); \`answer.bin\` would come to about 4.4 GB, more than an array of Node 20
  can be, and would be left out with a warning. Writing takes little of the memory: the table and the answer take it. Larger areas: by districts.
* On Windows the names of a folder cannot be forced to the disk, and drives without hard links (exFAT, some shares) need room for a copy of the files
  that are replaced.
`
