// Asks a server through a client that was generated from its OpenAPI document: check_client.js FOLDER ADDRESS
// FOLDER holds the compiled client of the generator typescript-fetch.
const assert = require('node:assert/strict');
const path = require('node:path');

const [folder, address] = process.argv.slice(2);
const client = require(path.resolve(folder));
const configuration = new client.Configuration({ basePath: address });
const cves = new client.CVEsApi(configuration);
const publications = new client.PublicationsApi(configuration);

async function check() {
  const list = await cves.listCves({ kev: true, severity: ['critical', 'high'], limit: 3 });
  assert.equal(list.items.length, 3);
  assert.ok(list.total >= 3 && list.next.startsWith('/api/v1/cves?'));
  assert.ok(list.items.every(item => item.knownExploited.date instanceof Date && item.cvssScore >= 7));
  assert.equal(list.filling, null);
  const one = await cves.getCve({ id: 'CVE-2024-3400' });
  assert.equal(one.cve, 'CVE-2024-3400');
  assert.equal(one.knownExploited.date.toISOString().slice(0, 10), '2024-04-12');
  assert.ok(one.catalogues.length > 0);
  const explained = await cves.explainCve({ id: one.cve });
  assert.equal(explained.cve, one.cve);
  const found = await cves.lookupCves({ body: 'CVE-2024-3400, CVE-1999-99999' });
  assert.deepEqual([found.total, found.unknown], [1, ['CVE-1999-99999']]);
  const newest = (await publications.listPublications({ limit: 1 })).items[0];
  const publication = await publications.getPublication({ ref: newest.reference });
  assert.equal(publication.reference, newest.reference);
  assert.ok((await new client.SearchApi(configuration).search({ q: 'microsoft' })).vendors.length > 0);
  assert.ok((await new client.SourcesApi(configuration).getSources()).sources.length > 5);
  await assert.rejects(cves.getCve({ id: 'CVE-1999-99999' }), e => e.response.status === 404);
}

check().then(() => console.log(`a generated client reads ${address}`), e => { console.error(e); process.exit(1); });
