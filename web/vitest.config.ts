import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { icuCatalogues } from './build/icu.ts';
import { shared } from './vite.config.ts';

export default defineConfig({
  ...shared,
  plugins: [react(), icuCatalogues()],
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/test/setup.ts'],
    include: ['{src,shared,apps,build}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts', 'src/data/**/*.ts'],
      exclude: ['**/*.d.ts', '**/*.test.ts'],
      reporter: ['text-summary'],
      thresholds: { lines: 85 },
    },
  },
});
