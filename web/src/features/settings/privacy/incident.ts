import { momentOf } from '@shared/format';
import { t } from '@shared/i18n';

export interface Period {
  from: string;
  until: string;
}

/** The period two fields name on the company's clock. */
export const periodOf = (from: string, until: string): Period => ({ from: momentOf(from), until: momentOf(until) });

/** What is wrong with the fields of the form, each in its place. */
export function periodProblems(from: string, until: string, password: string): Record<string, string> {
  const found: Record<string, string> = {};
  if (!from) found['from'] = t('incident.fromMissing');
  if (!until) found['until'] = t('incident.untilMissing');
  else if (from && from >= until) found['until'] = t('incident.untilWrong');
  if (!password) found['password'] = t('stepUp.missing');
  return found;
}
