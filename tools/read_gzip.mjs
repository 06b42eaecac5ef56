// Reads files of a server as a stream and decompresses them: read_gzip.mjs ADDRESS…; prints the SHA-256 and address of each.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

for (const address of process.argv.slice(2)) {
  const answer = await fetch(address);
  const hash = createHash('sha256');
  await pipeline(Readable.fromWeb(answer.body), createGunzip(), hash);
  console.log(`${hash.digest('hex')}  ${address}`);
}
