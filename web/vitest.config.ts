import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { icuCatalogues } from './build/icu.ts';
import { shared } from './vite.config.ts';

const PATIENCE = 60_000;

export default defineConfig({
  ...shared,
  plugins: [react(), icuCatalogues()],
  test: {
    environment: 'happy-dom',
    isolate: false, // src/test/setup.ts begins anew
    setupFiles: ['src/test/setup.ts'],
    include: ['{src,shared,apps,build}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // A machine that has other things to do is no failure; what works does not wait.
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts', 'src/data/**/*.ts'],
      exclude: ['**/*.d.ts', '**/*.test.ts'],
      reporter: ['text-summary'],
      thresholds: { lines: 85 },
    },
  },
});
