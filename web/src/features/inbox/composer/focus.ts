import type { ComposerMode } from '@/data/drafts';
import { createStore } from '@/data/store';

/** A wish to write, from a shortcut or a menu; the composer of the open thread fulfils it. */
export const composerFocus = createStore<{ mode: ComposerMode; whisper?: true; at: number } | null>(null);
