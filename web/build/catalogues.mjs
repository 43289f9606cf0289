// The pt-BR catalogue is the source: en and es must have the same keys with the same ICU arguments.
import { readFileSync } from 'node:fs';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';

const read = (locale) =>
  JSON.parse(readFileSync(new URL(`../shared/i18n/${locale}.icu.json`, import.meta.url), 'utf8'));

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

const source = read('pt-BR');
const problems = [];
for (const locale of ['en', 'es']) {
  const other = read(locale);
  for (const key of Object.keys(source)) {
    if (!(key in other)) problems.push(`${locale}: missing "${key}"`);
    else if (signature(source[key]) !== signature(other[key])) problems.push(`${locale}: arguments of "${key}" differ`);
  }
  for (const key of Object.keys(other)) if (!(key in source)) problems.push(`${locale}: "${key}" is not in pt-BR`);
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`catalogues: ${Object.keys(source).length} messages in pt-BR, en, es`);
