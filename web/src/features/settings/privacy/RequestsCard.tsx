import { useId, useState, type FormEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { privacy, type SubjectRequest } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { ConfirmDialog } from '@/features/common/ConfirmDialog';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { TextArea } from '@/ui/Field/Field';
import { EraseContactDialog, ExportContactDialog } from './RightsDialogs';
import { SubjectRequestItem } from './SubjectRequestItem';
import styles from '../settings.module.css';

/** How often to look while something is being worked on, in milliseconds. */
const LOOK_AGAIN = 5_000;

const nameOf = (request: SubjectRequest) => request.contact.name ?? t('privacy.erasedContact');
const titleOf = (request: SubjectRequest) =>
  t('privacy.request.named', { kind: t(`privacy.request.kind.${request.kind}`), name: nameOf(request) });

/** What contacts ask for by law: what waits for an answer, due first, with the ways to give one, and what has one. */
export function RequestsCard() {
  const open = useQuery({
    queryKey: keys.subjectRequests('open'),
    queryFn: () => privacy.requests('open'),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.in_progress) ? LOOK_AGAIN : false),
  });
  const [answering, setAnswering] = useState<{ request: SubjectRequest; how: 'fulfil' | 'refuse' } | null>(null);
  const [showsEnded, setShowsEnded] = useState(false);
  const requests = open.data?.items ?? [];
  return (
    <section className={styles.card} aria-labelledby="subject-requests">
      <h2 id="subject-requests">{t('privacy.requests')}</h2>
      <p className={styles.quiet}>{t('privacy.request.law')}</p>
      <PageState query={open} failed={t('privacy.failed')}>
        {requests.length === 0 ? (
          <p className={styles.quiet}>{t('privacy.request.none')}</p>
        ) : (
          <ul className={styles.rows} aria-label={t('privacy.request.open')}>
            {requests.map((request) => (
              <SubjectRequestItem key={request.id} request={request} title={titleOf(request)}>
                {request.in_progress ? null : (
                  <div className={styles.buttons}>
                    {request.kind === 'correction' ? (
                      <Link
                        className={styles.go}
                        to="/conversas"
                        search={{ view: 'all', status: 'any', q: nameOf(request) }}
                      >
                        {t('privacy.request.conversations')}
                      </Link>
                    ) : null}
                    <Button
                      aria-label={t('privacy.request.refuseNamed', { what: titleOf(request) })}
                      onClick={() => setAnswering({ request, how: 'refuse' })}
                    >
                      {t('privacy.request.refuse')}
                    </Button>
                    <Button
                      variant={request.kind === 'erasure' ? 'danger' : 'primary'}
                      aria-label={t('privacy.request.fulfilNamed', {
                        action: t(`privacy.request.fulfil.${request.kind}`),
                        name: nameOf(request),
                      })}
                      onClick={() => setAnswering({ request, how: 'fulfil' })}
                    >
                      {t(`privacy.request.fulfil.${request.kind}`)}
                    </Button>
                  </div>
                )}
              </SubjectRequestItem>
            ))}
          </ul>
        )}
      </PageState>
      <div className={styles.buttons}>
        <Button variant="quiet" aria-expanded={showsEnded} onClick={() => setShowsEnded(!showsEnded)}>
          {t(showsEnded ? 'privacy.request.hideEnded' : 'privacy.request.showEnded')}
        </Button>
      </div>
      {showsEnded ? <Ended /> : null}
      {answering ? <AnswerDialog {...answering} onClose={() => setAnswering(null)} /> : null}
    </section>
  );
}

function Ended() {
  const query = useQuery({
    queryKey: keys.subjectRequests('closed'),
    queryFn: () => privacy.requests('closed'),
    staleTime: 0,
  });
  const requests = query.data?.items ?? [];
  return (
    <PageState query={query} failed={t('privacy.failed')}>
      {requests.length === 0 ? (
        <p className={styles.quiet}>{t('privacy.request.noneEnded')}</p>
      ) : (
        <ul className={styles.rows} aria-label={t('privacy.request.ended')}>
          {requests.map((request) => (
            <SubjectRequestItem key={request.id} request={request} title={titleOf(request)} />
          ))}
        </ul>
      )}
    </PageState>
  );
}

interface AnswerProps {
  request: SubjectRequest;
  onClose: () => void;
}

function AnswerDialog({ request, how, onClose }: AnswerProps & { how: 'fulfil' | 'refuse' }) {
  const client = useQueryClient();
  const { contact, kind } = request;
  if (how === 'refuse') return <RefuseDialog request={request} onClose={onClose} />;
  const rights = { id: contact.id, name: nameOf(request), onClose };
  if (kind === 'export') return <ExportContactDialog {...rights} />;
  if (kind === 'erasure') return <EraseContactDialog {...rights} />;
  return (
    <ConfirmDialog
      title={titleOf(request)}
      action={t(`privacy.request.fulfil.${kind}`)}
      tone="primary"
      onConfirm={async () => {
        await privacy.fulfil(request.id);
        await client.invalidateQueries({ queryKey: keys.subjectRequests() });
      }}
      onClose={onClose}
    >
      <p>{t(`privacy.request.confirm.${kind}`)}</p>
    </ConfirmDialog>
  );
}

function RefuseDialog({ request, onClose }: AnswerProps) {
  const form = useId();
  const client = useQueryClient();
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    setWrong(reason ? '' : t('privacy.request.reasonMissing'));
    if (!reason || busy) return;
    setBusy(true);
    try {
      await privacy.refuse(request.id, reason);
      await client.invalidateQueries({ queryKey: keys.subjectRequests() });
      onClose();
    } catch (error) {
      setBusy(false);
      setWrong(describeError(error));
    }
  };
  return (
    <Dialog
      title={t('privacy.request.refuseNamed', { what: titleOf(request) })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t('privacy.request.refuse')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <TextArea
          name="reason"
          label={t('privacy.request.reason')}
          hint={t('privacy.request.reasonHint')}
          maxLength={1000}
          error={wrong || undefined}
        />
      </form>
    </Dialog>
  );
}
