import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { flatPages, nothingInline } from './build/pages.ts';
import { icuCatalogues } from './build/icu.ts';
import { developmentServer } from './build/development.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const FIRST =
  /\/src\/ui\/(Avatar|Badge|SlaBadge|PriorityBadge)\/|\/icons\/(alarm-clock|alarm-clock-off|equal|pause)\.|\/shared\/domain\/(sla|priority)\./;

/** Entries by output name; the simulator is part of the build only where its sources are. */
const entries: Record<string, string> = {
  index: here('apps/agent/index.html'),
  ...(existsSync(here('apps/simulator/index.html')) ? { simulador: here('apps/simulator/index.html') } : {}),
};

export const shared: UserConfig = {
  resolve: { alias: { '@shared': here('shared'), '@': here('src') } },
};

export default defineConfig(({ command }) => ({
  ...shared,
  plugins: [
    react(),
    icuCatalogues(),
    flatPages(entries),
    nothingInline(),
    ...(command === 'serve' ? [developmentServer()] : []),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: entries,
      // What the list paints first is one file, however many other screens use parts of it: cut finer, it costs a kilobyte.
      output: { codeSplitting: { groups: [{ name: 'first', test: FIRST }] } },
    },
  },
}));
