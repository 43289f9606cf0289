import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll, vi } from 'vitest';
import { PATIENCE } from './eventually';

// All files have one process: one for each was five sixths of the work. None finds what another has left.
vi.resetModules();
vi.unstubAllGlobals();
vi.useRealTimers();
localStorage.clear();
sessionStorage.clear();
globalThis.indexedDB = new IDBFactory();
document.body.replaceChildren();
const { activateLocale, loadTexts } = await import('@shared/i18n');

configure({ asyncUtilTimeout: PATIENCE });

beforeAll(async () => {
  // happy-dom draws nothing: dialogs only need to know that they are open.
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  await activateLocale('pt-BR');
  await Promise.all((['access', 'settings', 'singleSignOn', 'thread'] as const).map(loadTexts));
});

afterEach(() => cleanup());
