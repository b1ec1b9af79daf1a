// Expands each given file as a JSON-LD processor does, without network: the context is a @vocab. Fails
// where a node has a property that expansion drops, or where nothing is left.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.argv[2] + '/');
const jsonld = require('jsonld');
const context = {
  '@context': { '@vocab': 'https://schema.org/', url: { '@type': '@id' }, sameAs: { '@type': '@id' } },
};
const documentLoader = async (url) => {
  if (url.replace(/\/$/, '') !== 'https://schema.org') throw new Error(`${url} was asked for`);
  return { contextUrl: null, documentUrl: url, document: context };
};

let bad = 0;
for (const file of process.argv.slice(3)) {
  const doc = JSON.parse(readFileSync(file, 'utf8'));
  const nodes = await jsonld.expand(doc, { documentLoader, base: 'https://example.org/page', safe: true });
  const quads = await jsonld.toRDF(doc, { documentLoader, base: 'https://example.org/page' });
  if (nodes.length !== doc['@graph'].length || quads.length === 0) {
    console.log(`${file}: ${doc['@graph'].length} nodes became ${nodes.length}`);
    bad++;
  }
}
process.exit(bad ? 1 : 0);
