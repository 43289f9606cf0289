import type { User } from '@shared/api/types';
import { t } from '@shared/i18n';

/** Presence and load of an agent in words. */
export function userHint(user: User): string {
  return `${t(`presence.${user.presence}`)} · ${t('assign.load', { count: user.open_tickets })}`;
}
