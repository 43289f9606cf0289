import { t } from '../i18n';

const OURS = ['offer_missed', 'idle'] as const;

/** The reason of a pause in words: one of the server's own is a code, any other is what somebody wrote. */
export function pauseReason(reason: string): string {
  const ours = OURS.find((code) => code === reason);
  return ours ? t(`presence.reason.${ours}`) : reason;
}
