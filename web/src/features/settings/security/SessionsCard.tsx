import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Laptop, Smartphone } from 'lucide-react';
import { sessions, type OpenSession } from '@shared/api/administration';
import { dateTime, relativeTime } from '@shared/format';
import { t } from '@shared/i18n';
import { useNow } from '@/data/clock';
import { keys } from '@/data/queryClient';
import { ConfirmDialog } from '@/features/common/ConfirmDialog';
import { PageState } from '@/features/common/PageState';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { toast } from '@/ui/Toast/toast';
import styles from '../settings.module.css';

/** A browser and the system it runs on, as far as it tells. */
function deviceText({ browser, system }: OpenSession): string {
  if (browser && system) return t('security.device', { browser, system });
  return browser ?? system ?? t('security.deviceUnknown');
}

/** Where I am signed in to this company, and a way to end what is not me. */
export function SessionsCard() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.sessions, queryFn: sessions.list, staleTime: 0 });
  const [ending, setEnding] = useState<OpenSession | 'others' | null>(null);
  const now = useNow();
  const all = query.data?.items ?? [];
  const ordered = [...all.filter((one) => one.current), ...all.filter((one) => !one.current)];

  const end = async () => {
    if (ending === 'others') await sessions.removeOthers();
    else if (ending) await sessions.remove(ending.id);
    await client.invalidateQueries({ queryKey: keys.sessions });
    toast(t(ending === 'others' ? 'security.othersEnded' : 'security.ended'));
  };
  return (
    <section className={styles.card} aria-labelledby="sessions">
      <div>
        <h2 id="sessions">{t('security.sessions')}</h2>
        <p className={styles.quiet}>{t(all.length === 1 ? 'security.onlyThis' : 'security.sessionsText')}</p>
      </div>
      <PageState query={query} failed={t('security.sessionsFailed')}>
        <ul className={styles.rows}>
          {ordered.map((one) => {
            const Icon = /android|iphone|ipad|ios/i.test(one.system ?? '') ? Smartphone : Laptop;
            return (
              <li key={one.id} className={styles.item}>
                <span className={styles.glyph}>
                  <Icon size={22} aria-hidden="true" />
                </span>
                <span className={styles.words}>
                  <strong>{deviceText(one)}</strong>
                  <small className="tabular">
                    {t('security.opened', { date: dateTime(one.created_at) })} ·{' '}
                    {t('security.lastUsed', { time: relativeTime(one.last_used_at, now) })}
                  </small>
                </span>
                {one.current ? (
                  <Badge tone="ok">{t('security.thisOne')}</Badge>
                ) : (
                  <Button
                    onClick={() => setEnding(one)}
                    aria-label={t('security.endNamed', { device: deviceText(one) })}
                  >
                    {t('security.end')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
        {all.length > 1 ? (
          <div className={styles.buttons}>
            <Button variant="danger" onClick={() => setEnding('others')}>
              {t('security.endOthers')}
            </Button>
          </div>
        ) : null}
      </PageState>
      {ending ? (
        <ConfirmDialog
          title={t(ending === 'others' ? 'security.endOthersTitle' : 'security.endTitle')}
          action={t(ending === 'others' ? 'security.endOthers' : 'security.end')}
          onConfirm={end}
          onClose={() => setEnding(null)}
        >
          <p>
            {ending === 'others' ? t('security.endOthersText') : t('security.endText', { device: deviceText(ending) })}
          </p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
