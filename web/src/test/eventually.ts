import { vi } from 'vitest';

/** Milliseconds that something may take to show on a machine that has other things to do; what works does not wait. */
export const PATIENCE = 20_000;

/** Waits until nothing is complained of any more. */
export const eventually = (look: () => unknown): Promise<unknown> => vi.waitFor(look, { timeout: PATIENCE });
