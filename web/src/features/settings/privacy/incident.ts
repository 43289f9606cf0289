import { momentOf } from '@shared/format';

export interface Period {
  from: string;
  until: string;
}

/** The period two fields name on the company's clock, or what is wrong with them. */
export function periodOf(from: string, until: string): Period | 'missing' | 'reversed' {
  if (!from || !until) return 'missing';
  const period = { from: momentOf(from), until: momentOf(until) };
  return period.from < period.until ? period : 'reversed';
}
