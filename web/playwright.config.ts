import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

const baseURL = process.env['CENTRAL_BASE_URL'] ?? 'http://localhost:8080';
// The system's Chromium where there is one; otherwise the browser that Playwright has downloaded.
const executablePath =
  process.env['CENTRAL_CHROMIUM'] ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const launchOptions = {
  ...(executablePath ? { executablePath } : {}),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export default defineConfig({
  testDir: 'e2e',
  // The specs share one stack and one account: one at a time keeps them honest.
  workers: 1,
  fullyParallel: false,
  // Long enough for a machine that has other things to do; what works does not wait.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // Whoever runs this has a whole stack beside the browser on two cores; a second try is listed as flaky, to be mended.
  retries: 1,
  reporter: [['list']],
  use: {
    baseURL,
    launchOptions,
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    // A half-faded toast has no contrast: what is looked at stands still.
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      // Looked at once: what has no layout of its own on a phone, and who opens companies sits at a desk.
      testIgnore: ['keyboard.spec.ts', 'hostile.spec.ts', 'operator.spec.ts'],
      // What the dark scheme changes is colour, and that is the same on both.
      grepInvert: /accessibility, dark/,
      // One pixel for one: seven times as many are drawn by the processor, and nobody looks at them.
      use: { ...devices['Pixel 7'], deviceScaleFactor: 1 },
    },
  ],
});
