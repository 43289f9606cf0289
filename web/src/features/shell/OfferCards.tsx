import { useCallback, useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { PhoneIncoming } from 'lucide-react';
import { offers as actions, type Offer } from '@shared/api/routing';
import { clockTime } from '@shared/format';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { mergeConversation } from '@/data/live';
import { keys, queryClient } from '@/data/queryClient';
import { ring } from '@/data/sound';
import { Button } from '@/ui/Button/Button';
import { toast } from '@/ui/Toast/toast';
import styles from './OfferCards.module.css';

const REASONS = ['busy', 'area', 'break', 'other'] as const;
/** How often it rings while nobody answers, in milliseconds. */
const RING_EVERY = 3000;
/** Offers are told at once; this finds one whose news was lost, in milliseconds. */
const LOOK_EVERY = 60_000;

/** The conversation that rings first, over whatever is on screen: whoever works must see it, and may go on typing. */
export function OfferCards() {
  const { data } = useQuery({ queryKey: keys.offers, queryFn: actions.list, refetchInterval: LOOK_EVERY });
  const first = data?.items[0];
  return data && first ? <OfferCard key={first.ticket_id} offer={first} others={data.items.length - 1} /> : null;
}

function OfferCard({ offer, others }: { offer: Offer; others: number }) {
  const navigate = useNavigate();
  // The length of the ring is the server's; counting is this device's, whatever its clock says.
  const [end] = useState(() => {
    const length = Date.parse(offer.offered_until) - Date.parse(offer.offered_at);
    return Date.now() + Math.min(length, Math.max(0, Date.parse(offer.offered_until) - Date.now()) || length);
  });
  const length = (Date.parse(offer.offered_until) - Date.parse(offer.offered_at)) / 1000;
  const [left, setLeft] = useState(() => Math.ceil((end - Date.now()) / 1000));
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    ring('offer');
    const ringing = setInterval(() => ring('offer'), RING_EVERY);
    const counting = setInterval(() => {
      const seconds = Math.ceil((end - Date.now()) / 1000);
      setLeft(Math.max(0, seconds));
      if (seconds < 0) void queryClient.invalidateQueries({ queryKey: keys.offers });
    }, 1000);
    return () => {
      clearInterval(ringing);
      clearInterval(counting);
    };
  }, [end]);

  const finish = useCallback(async (action: () => Promise<void>) => {
    setBusy(true);
    try {
      await action();
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    await queryClient.invalidateQueries({ queryKey: keys.offers });
    setBusy(false);
  }, []);
  const accept = useCallback(
    () =>
      finish(async () => {
        mergeConversation(await actions.accept(offer.conversation_id));
        await navigate({ to: '/conversas/$id', params: { id: offer.conversation_id } });
      }),
    [finish, navigate, offer.conversation_id],
  );
  const decline = (reason: (typeof REASONS)[number]) =>
    finish(() => actions.decline(offer.conversation_id, t(`offer.reason.${reason}`)));

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'F9') void accept();
      else if (event.key === 'F10') setAsks(true);
      else if (event.key === 'Escape' && asks) setAsks(false);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [accept, asks]);

  return (
    <section className={styles.card} role="alertdialog" aria-label={t('offer.label')} aria-describedby="offer-words">
      <div className={styles.bar} aria-hidden="true">
        <span style={{ width: `${Math.min(100, (left / length) * 100)}%` }} />
      </div>
      <div className={styles.head}>
        <span className={styles.glyph}>
          <PhoneIncoming size={24} aria-hidden="true" />
        </span>
        <div id="offer-words" className={styles.words}>
          <strong>{offer.contact_name}</strong>
          <small>
            {offer.queue_name} · {offer.channel_name} · {t('offer.waits', { time: clockTime(offer.entered_at) })}
          </small>
        </div>
        <span className={`${styles.left} tabular`} aria-label={t('offer.seconds', { count: left })} role="timer">
          {left}
        </span>
      </div>
      {offer.preview ? <p className={styles.preview}>{offer.preview}</p> : null}
      {asks ? (
        <div className={styles.reasons} role="group" aria-label={t('offer.why')}>
          {REASONS.map((reason, index) => (
            <Button key={reason} autoFocus={index === 0} busy={busy} onClick={() => void decline(reason)}>
              {t(`offer.reason.${reason}`)}
            </Button>
          ))}
        </div>
      ) : (
        <div className={styles.buttons}>
          <Button onClick={() => setAsks(true)}>{t('offer.decline')}</Button>
          <Button variant="primary" busy={busy} onClick={() => void accept()}>
            {t('offer.accept')}
          </Button>
        </div>
      )}
      <p className={styles.hint}>
        <span className={styles.keys}>{t('offer.keys')}</span>
        {others > 0 ? <span>{t('offer.more', { count: others })}</span> : null}
      </p>
    </section>
  );
}
