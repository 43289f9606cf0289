import { t } from '../i18n';

/** The reason of a pause in words: one of the server's own is a code, any other is what somebody wrote. */
export const pauseReason = (reason: string): string =>
  reason === 'offer_missed' ? t('presence.reason.offer_missed') : reason;
