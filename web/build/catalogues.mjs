// The pt-BR catalogue is the source: en and es must have the same keys with the same ICU arguments.
import { readdirSync, readFileSync } from 'node:fs';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';

const folder = new URL('../shared/i18n/', import.meta.url);
const read = (locale, section) => JSON.parse(readFileSync(new URL(`${locale}${section}.icu.json`, folder), 'utf8'));
/** '' is what the first paint needs; the others are loaded with their screens. */
const sections = readdirSync(folder)
  .filter((name) => /^pt-BR.*\.icu\.json$/.test(name))
  .map((name) => name.slice('pt-BR'.length, -'.icu.json'.length));

/** Names of the arguments of one message, also those inside plural and select branches. */
function argumentsOf(tokens, found = new Set()) {
  for (const token of tokens) {
    if (!Array.isArray(token)) continue;
    found.add(`${token[0]}:${token[1] ?? ''}`);
    if (token[2] && typeof token[2] === 'object') {
      for (const branch of Object.values(token[2])) if (Array.isArray(branch)) argumentsOf(branch, found);
    }
  }
  return found;
}
const signature = (message) => [...argumentsOf(compileMessageOrThrow(message))].sort().join(',');

const seen = new Map();
const problems = [];
for (const section of sections) {
  const source = read('pt-BR', section);
  for (const key of Object.keys(source)) {
    if (seen.has(key)) problems.push(`"${key}" is in "${seen.get(key)}" and in "${section}"`);
    seen.set(key, section);
  }
  for (const locale of ['en', 'es']) {
    const other = read(locale, section);
    const where = `${locale}${section}`;
    for (const key of Object.keys(source)) {
      if (!(key in other)) problems.push(`${where}: missing "${key}"`);
      else if (signature(source[key]) !== signature(other[key]))
        problems.push(`${where}: arguments of "${key}" differ`);
    }
    for (const key of Object.keys(other)) if (!(key in source)) problems.push(`${where}: "${key}" is not in pt-BR`);
  }
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`catalogues: ${seen.size} messages in pt-BR, en, es`);
