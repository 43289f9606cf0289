// Generates shared/api/schema.d.ts from the backend's OpenAPI; with --check it only fails when the file is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../../docs/openapi.json', import.meta.url);
const target = new URL('../shared/api/schema.d.ts', import.meta.url);
const header = '/** Generated from docs/openapi.json by "npm run schema". Do not edit. */\n\n';

if (!existsSync(source)) {
  console.error('schema: docs/openapi.json is missing');
  process.exit(1);
}
const text = header + astToString(await openapiTS(JSON.parse(readFileSync(source, 'utf8'))));
const current = existsSync(target) ? readFileSync(target, 'utf8') : '';
if (process.argv.includes('--check')) {
  if (current !== text) {
    console.error('schema: shared/api/schema.d.ts is stale, run "npm run schema"');
    process.exit(1);
  }
  console.log('schema: up to date');
} else {
  writeFileSync(target, text);
  console.log('schema: written');
}
