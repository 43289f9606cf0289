import { contrast, inkOn, isColor } from '@shared/domain/color';
import { currentLocale, t } from '@shared/i18n';
import { CompanyMark } from '@/ui/CompanyMark/CompanyMark';
import { Field } from '@/ui/Field/Field';
import { Switch } from '@/ui/Switch/Switch';
import styles from './BrandField.module.css';

/** What a company that chooses a colour begins with: the app's own. */
const FIRST = '#0b5c6b';

interface BrandFieldProps {
  name: string;
  value: string | null;
  onChange: (color: string | null) => void;
  disabled: boolean;
  error: string | undefined;
}

/** The company's colour with what it looks like; letters on it are black or white, whichever is read better. */
export function BrandField({ name, value, onChange, disabled, error }: BrandFieldProps) {
  const ratio = new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 1 });
  const shown = value && isColor(value) ? value.toLowerCase() : null;
  return (
    <>
      <Switch
        label={t('company.brandUse')}
        hint={t('company.brandHint')}
        checked={value !== null}
        disabled={disabled}
        onChange={(used) => onChange(used ? FIRST : null)}
      />
      {value === null ? null : (
        <div className={styles.row}>
          <label className={styles.swatch}>
            <span className="visually-hidden">{t('company.brand')}</span>
            <input
              type="color"
              value={shown ?? FIRST}
              disabled={disabled}
              onChange={(event) => onChange(event.target.value)}
            />
          </label>
          <div className={styles.code}>
            <Field
              label={t('company.brandHex')}
              value={value}
              readOnly={disabled}
              maxLength={7}
              spellCheck={false}
              autoCapitalize="none"
              error={error}
              onChange={(event) => onChange(event.target.value.trim())}
            />
          </div>
          {shown ? (
            <p className={styles.preview}>
              <CompanyMark name={name} color={shown} size={44} />
              <span>
                {t('company.brandRead', {
                  ink: inkOn(shown) === '#000000' ? 'black' : 'white',
                  ratio: ratio.format(contrast(shown, inkOn(shown))),
                })}
              </span>
            </p>
          ) : null}
        </div>
      )}
    </>
  );
}
