// Walks Vite's manifest from each entry (static imports and their CSS), prints the table and fails above the budgets.
import { readFileSync, existsSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const manifestFile = new URL('.vite/manifest.json', dist);
if (!existsSync(manifestFile)) {
  console.error('budgets: dist/ is missing, run "npm run build" first');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

/** All files a chunk needs before it can run. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}
const files = (keys) => {
  const scripts = new Set();
  const styles = new Set();
  for (const key of keys) {
    scripts.add(manifest[key].file);
    for (const style of manifest[key].css ?? []) styles.add(style);
  }
  return { scripts, styles };
};
const total = (set) => [...set].reduce((sum, file) => sum + size(file), 0);

const rows = [];
const agent = 'apps/agent/index.html';
// The default language is one dynamic import, but it is on the way to the first paint: it counts.
const first = closure(agent);
const language = Object.keys(manifest).find((key) => key.endsWith('pt-BR.icu.json'));
if (language) closure(language, first);
const initial = files(first);
rows.push(['initial JS (agent)', total(initial.scripts), 160_000]);
rows.push(['initial CSS (agent)', total(initial.styles), 15_000]);
rows.push(['HTML (agent)', size('index.html'), 2_000]);
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || key === language) continue;
  const extra = [...closure(key)].filter((one) => !first.has(one));
  rows.push([`lazy ${chunk.name ?? key}`, total(files(extra).scripts), 120_000]);
}
const simulator = 'apps/simulator/index.html';
if (manifest[simulator]) rows.push(['initial JS (simulator)', total(files(closure(simulator)).scripts), 160_000]);

let failed = false;
for (const [name, bytes, limit] of rows.sort((a, b) => b[1] - a[1])) {
  const over = bytes > limit;
  failed ||= over;
  console.log(
    `${over ? 'OVER ' : 'ok   '}${(bytes / 1000).toFixed(1).padStart(7)} kB / ${(limit / 1000).toFixed(0).padStart(4)}  ${name}`,
  );
}
if (statSync(dist).isDirectory() && failed) process.exit(1);
