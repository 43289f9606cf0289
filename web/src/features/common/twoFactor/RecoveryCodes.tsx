import { useState } from 'react';
import { Copy, Download, Printer } from 'lucide-react';
import { t } from '@shared/i18n';
import { copyText, saveFile } from '@/data/files';
import { Button } from '@/ui/Button/Button';
import { Checkbox } from '@/ui/Switch/Switch';
import common from '../common.module.css';
import styles from './twoFactor.module.css';

/** The codes that open the account without the app. They are never shown again, so leaving needs a word. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const [kept, setKept] = useState(false);
  const text = codes.join('\n');
  return (
    <div className={common.form}>
      <div className={common.words}>
        <strong role="status">{t('recovery.title')}</strong>
        <p>{t('recovery.text')}</p>
      </div>
      <ul className={styles.codes} aria-label={t('recovery.list')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button icon={<Copy size={18} aria-hidden="true" />} onClick={() => copyText(text)}>
          {t('recovery.copy')}
        </Button>
        <Button
          icon={<Download size={18} aria-hidden="true" />}
          onClick={() => saveFile('central-recuperacao.txt', `${t('recovery.title')}\n\n${text}\n`)}
        >
          {t('recovery.download')}
        </Button>
        <Button icon={<Printer size={18} aria-hidden="true" />} onClick={() => window.print()}>
          {t('recovery.print')}
        </Button>
      </div>
      <Checkbox label={t('recovery.kept')} checked={kept} onChange={setKept} />
      <Button variant="primary" wide disabled={!kept} onClick={onDone}>
        {t('action.done')}
      </Button>
    </div>
  );
}
