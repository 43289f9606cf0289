import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, Trash2 } from 'lucide-react';
import { privacy, type Consent } from '@shared/api/administration';
import { dateTime } from '@shared/format';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { PageState } from '@/features/common/PageState';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { ContactRequests } from './ContactRequests';
import { EraseContactDialog, ExportContactDialog } from './RightsDialogs';
import styles from '../settings.module.css';

const PURPOSES = ['service', 'marketing'] as const;

/** What a contact agreed to, and what the law lets them ask for: handed on by anybody, done by whoever may. */
export default function ContactPrivacyDialog({ id, name }: { id: string; name: string }) {
  const query = useQuery({ queryKey: keys.consents(id), queryFn: () => privacy.consents(id), staleTime: 0 });
  const [asking, setAsking] = useState<'export' | 'erase' | null>(null);
  return (
    <Dialog title={t('privacy.of', { name })} onClose={closeDialog}>
      <PageState query={query} failed={t('privacy.consentsFailed')}>
        <Consents id={id} consents={query.data ?? []} />
      </PageState>
      <ContactRequests id={id} />
      {may('privacy.manage') ? (
        <section className={styles.form} aria-labelledby="rights">
          <h3 id="rights">{t('privacy.rights')}</h3>
          <div className={styles.buttons}>
            <Button icon={<Download size={18} aria-hidden="true" />} onClick={() => setAsking('export')}>
              {t('privacy.export')}
            </Button>
            <Button variant="danger" icon={<Trash2 size={18} aria-hidden="true" />} onClick={() => setAsking('erase')}>
              {t('privacy.erase')}
            </Button>
          </div>
        </section>
      ) : null}
      {asking === 'export' ? <ExportContactDialog id={id} name={name} onClose={() => setAsking(null)} /> : null}
      {asking === 'erase' ? <EraseContactDialog id={id} name={name} onClose={() => setAsking(null)} /> : null}
    </Dialog>
  );
}

function Consents({ id, consents }: { id: string; consents: readonly Consent[] }) {
  const client = useQueryClient();
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const source = String(data.get('source')).trim();
    setWrong(source ? '' : t('privacy.sourceMissing'));
    if (!source || busy) return;
    setBusy(true);
    try {
      await privacy.consent(id, {
        purpose: data.get('purpose') as Consent['purpose'],
        granted: data.get('granted') === 'yes',
        source,
      });
      await client.invalidateQueries({ queryKey: keys.consents(id) });
      form.reset();
    } catch (error) {
      setWrong(describeError(error));
    }
    setBusy(false);
  };
  return (
    <>
      <section className={styles.form} aria-labelledby="consents">
        <h3 id="consents">{t('privacy.consents')}</h3>
        <div className={styles.numbers}>
          {PURPOSES.map((purpose) => {
            // The newest answer of a purpose is what counts.
            const last = consents.find((one) => one.purpose === purpose);
            return (
              <Badge key={purpose} tone={last ? (last.granted ? 'ok' : 'error') : 'neutral'}>
                {t(`privacy.purpose.${purpose}`)}:{' '}
                {t(last ? (last.granted ? 'privacy.yes' : 'privacy.no') : 'privacy.unasked')}
              </Badge>
            );
          })}
        </div>
        {consents.length > 0 ? (
          <ul className={styles.rows} aria-label={t('privacy.history')}>
            {consents.map((one) => (
              <li key={one.id} className={styles.words}>
                <strong>
                  {t(`privacy.purpose.${one.purpose}`)}: {t(one.granted ? 'privacy.yes' : 'privacy.no')}
                </strong>
                <small className="tabular">
                  {dateTime(one.recorded_at)} · {one.source}
                  {one.recorded_by?.name ? ` · ${one.recorded_by.name}` : ''}
                </small>
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      {may('contacts.write') ? (
        <form noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
          <Select name="purpose" label={t('privacy.purpose')}>
            {PURPOSES.map((purpose) => (
              <option key={purpose} value={purpose}>
                {t(`privacy.purpose.${purpose}`)}
              </option>
            ))}
          </Select>
          <Select name="granted" label={t('privacy.answer')}>
            <option value="yes">{t('privacy.yes')}</option>
            <option value="no">{t('privacy.no')}</option>
          </Select>
          <Field
            name="source"
            label={t('privacy.source')}
            hint={t('privacy.sourceHint')}
            maxLength={80}
            error={wrong || undefined}
          />
          <div className={styles.buttons}>
            <Button type="submit" busy={busy}>
              {t('privacy.record')}
            </Button>
          </div>
        </form>
      ) : null}
    </>
  );
}
