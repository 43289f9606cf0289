import { ApiError } from '@shared/api/client';
import { t, type MessageKey } from '@shared/i18n';

const BY_CODE: Record<string, MessageKey> = {
  network: 'error.network',
  window_closed: 'error.windowClosed',
  forbidden: 'error.forbidden',
  not_found: 'error.notFound',
};

/**
 * What went wrong and what to do, in the person's language. The server's own sentence is used for what only it knows.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof ApiError)) return t('error.unexpected');
  const known = BY_CODE[error.code];
  if (known) return t(known);
  if (error.status === 429) return t('error.tooMany', { minutes: Math.ceil(error.wait / 60) });
  if (error.status >= 500) return t('error.server');
  if (error.status === 404) return t('error.notFound');
  return error.message || t('error.unexpected');
}

/** Name of the agent who was faster, from a 409 on accept; null when the server did not say. */
export function conflictWinner(error: unknown): string | null {
  if (!(error instanceof ApiError) || error.status !== 409) return null;
  for (const field of ['assignee', 'winner', 'accepted_by']) {
    const value = error.details[field];
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null && 'name' in value)
      return String((value as { name: unknown }).name);
  }
  return null;
}
