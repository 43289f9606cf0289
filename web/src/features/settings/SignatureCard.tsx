import { useState, type FormEvent } from 'react';
import { api } from '@shared/api/client';
import { signed } from '@shared/domain/signature';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { checkSession, currentSession } from '@/data/session';
import { Button } from '@/ui/Button/Button';
import { TextArea } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';
import page from './settings.module.css';
import styles from './SignatureCard.module.css';

const LONGEST = 500;

/** What goes at the end of one's messages, with how a customer gets it. */
export function SignatureCard() {
  const [text, setText] = useState(() => currentSession().user.signature);
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await api.me.update({ signature: text.trim() });
      await checkSession();
      toast(t('settings.saved'));
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <section className={page.card} aria-labelledby="signature">
      <h2 id="signature">{t('settings.signature')}</h2>
      <form className={page.form} onSubmit={(event) => void onSubmit(event)}>
        <TextArea
          label={t('settings.signature')}
          hint={t('settings.signatureHint')}
          value={text}
          maxLength={LONGEST}
          onChange={(event) => setText(event.target.value)}
        />
        <figure className={styles.preview}>
          <figcaption>{t('settings.signaturePreview')}</figcaption>
          <p dir="auto" className={styles.bubble}>
            {signed(t('settings.signatureSample'), text)}
          </p>
        </figure>
        <div className={page.buttons}>
          <Button type="submit" variant="primary" busy={busy}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
