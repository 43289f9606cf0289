import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { privacy, type SubjectRequest } from '@shared/api/administration';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { Select, TextArea } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';
import { SubjectRequestItem } from './SubjectRequestItem';
import styles from '../settings.module.css';

const KINDS: readonly SubjectRequest['kind'][] = ['erasure', 'export', 'correction', 'objection'];

/** What a contact asked for by law, and handing the next wish on to whoever may answer. */
export function ContactRequests({ id }: { id: string }) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: keys.subjectRequests(id),
    queryFn: () => privacy.requestsOf(id),
    staleTime: 0,
  });
  const requests = query.data ?? [];
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const note = String(data.get('note')).trim();
    setWrong('');
    setBusy(true);
    try {
      const kind = data.get('kind') as SubjectRequest['kind'];
      await privacy.request(id, note ? { kind, note } : { kind });
      toast(t('privacy.request.handedOn'));
      form.reset();
      await client.invalidateQueries({ queryKey: keys.subjectRequests() });
    } catch (error) {
      setWrong(describeError(error));
    }
    setBusy(false);
  };
  return (
    <section className={styles.form} aria-labelledby="requests">
      <h3 id="requests">{t('privacy.requests')}</h3>
      <p className={styles.quiet}>{t('privacy.request.text')}</p>
      <PageState query={query} failed={t('privacy.failed')}>
        {requests.length > 0 ? (
          <ul className={styles.rows} aria-label={t('privacy.request.history')}>
            {requests.map((one) => (
              <SubjectRequestItem key={one.id} request={one} title={t(`privacy.request.kind.${one.kind}`)} />
            ))}
          </ul>
        ) : null}
      </PageState>
      <form noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        {wrong ? (
          <p role="alert" className={styles.problem}>
            {wrong}
          </p>
        ) : null}
        <Select name="kind" label={t('privacy.request.kind')}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`privacy.request.kind.${kind}`)}
            </option>
          ))}
        </Select>
        <TextArea
          name="note"
          label={t('privacy.request.note')}
          hint={t('privacy.request.noteHint')}
          rows={2}
          maxLength={1000}
        />
        <div className={styles.buttons}>
          <Button type="submit" busy={busy}>
            {t('privacy.request.handOn')}
          </Button>
        </div>
      </form>
    </section>
  );
}
