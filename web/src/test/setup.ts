import 'fake-indexeddb/auto';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import { activateLocale, loadTexts } from '@shared/i18n';
import { PATIENCE } from './eventually';

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
