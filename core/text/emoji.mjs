// Writes the rows of emoji.def:  npm install gemoji && node emoji.mjs
import {gemoji} from 'gemoji'

const rows = gemoji.flatMap(({names, emoji}) => names.map((name) => [name, emoji]))
rows.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
for (const [name, emoji] of rows) console.log(`PC_EMOJI("${name}", "${emoji}")`)
