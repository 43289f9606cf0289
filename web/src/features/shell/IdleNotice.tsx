import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { CirclePause, Hourglass } from 'lucide-react';
import { api } from '@shared/api/client';
import { t } from '@shared/i18n';
import { phase, setIdleLimit, tellServer } from '@/data/activity';
import { keys } from '@/data/queryClient';
import { useStore } from '@/data/store';
import { Button } from '@/ui/Button/Button';
import { toast } from '@/ui/Toast/toast';
import { changePresence } from './PresenceMenu';
import styles from './IdleNotice.module.css';

/** Asks who is about to count as idle, and tells who is in the pause for it. Whatever they touch answers. */
export function IdleNotice() {
  const { data: presence } = useQuery({ queryKey: keys.presence, queryFn: api.me.presence });
  const here = useStore(phase);
  const limit = presence?.idle_after_seconds ?? 0;
  const state = presence?.chosen_state;
  const idle = state === 'pause' && presence?.reason === 'idle';
  const wasIdle = useRef(false);

  useEffect(() => setIdleLimit(limit), [limit]);
  useEffect(() => {
    // Back before the news of the pause came: the server does not know yet.
    if (idle && here === 'active') tellServer();
  }, [idle, here]);
  useEffect(() => {
    if (wasIdle.current && state === 'online' && document.visibilityState === 'visible') toast(t('idle.back'));
    wasIdle.current = idle;
  }, [idle, state]);

  if (!idle && !(state === 'online' && here === 'warned')) return null;
  return (
    <div role="status" className={styles.notice}>
      {idle ? <CirclePause size={22} aria-hidden="true" /> : <Hourglass size={22} aria-hidden="true" />}
      <div className={styles.words}>
        <strong>{t(idle ? 'idle.away' : 'idle.ask')}</strong>
        <span>{t(idle ? 'idle.awayText' : 'idle.askText')}</span>
      </div>
      {idle ? (
        <Button onClick={() => void changePresence({ state: 'online', reason: null })}>{t('idle.return')}</Button>
      ) : null}
    </div>
  );
}
