import { useState } from 'react';
import { Plus, X } from 'lucide-react';
import { t } from '@shared/i18n';
import { Button } from '@/ui/Button/Button';
import { Field, TextArea } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Checkbox } from '@/ui/Switch/Switch';
import settings from '../settings.module.css';
import styles from './calendars.module.css';
import { HoursRows } from './HoursRows';
import { pastedDays, type SpecialDay } from './plan';

/** Days that are not like their weekday: closed, or with other hours; holidays of the city are typed or pasted here. */
export function SpecialDays({ days, onChange }: { days: SpecialDay[]; onChange: (days: SpecialDay[]) => void }) {
  const [pasting, setPasting] = useState<string | null>(null);
  const set = (index: number, change: Partial<SpecialDay>) =>
    onChange(days.map((day, place) => (place === index ? { ...day, ...change } : day)));
  const paste = () => {
    const known = new Set(days.map((day) => day.date));
    const found = pastedDays(pasting ?? '', new Date().getFullYear());
    onChange([...days, ...found.filter((day) => !known.has(day.date) && known.add(day.date))]);
    setPasting(null);
  };
  return (
    <fieldset className={settings.form}>
      <legend>{t('hours.specialDays')}</legend>
      <p className={settings.quiet}>{t('hours.specialText')}</p>
      {days.map((day, index) => {
        const label = day.name || day.date || t('hours.newDay');
        return (
          <div key={index} className={styles.special}>
            <div className={styles.pair}>
              <Field
                type="date"
                label={t('hours.date')}
                value={day.date}
                min="2000-01-01"
                max="2100-12-31"
                onChange={(event) => set(index, { date: event.target.value })}
              />
              <Field
                label={t('hours.dayName')}
                value={day.name}
                maxLength={200}
                onChange={(event) => set(index, { name: event.target.value })}
              />
            </div>
            <HoursRows label={label} hours={day.hours} onChange={(hours) => set(index, { hours })} />
            <div className={styles.foot}>
              <Checkbox
                label={t('hours.everyYear')}
                checked={day.every_year}
                onChange={(every_year) => set(index, { every_year })}
              />
              <IconButton
                label={t('action.removeNamed', { name: label })}
                icon={<X size={18} />}
                onClick={() => onChange(days.filter((_, place) => place !== index))}
              />
            </div>
          </div>
        );
      })}
      {pasting === null ? (
        <div className={settings.buttons}>
          <Button
            icon={<Plus size={18} aria-hidden="true" />}
            onClick={() => onChange([...days, { date: '', name: '', hours: [], every_year: false }])}
          >
            {t('hours.addDay')}
          </Button>
          <Button onClick={() => setPasting('')}>{t('hours.paste')}</Button>
        </div>
      ) : (
        <>
          <TextArea
            label={t('hours.pasteLabel')}
            hint={t('hours.pasteHint')}
            value={pasting}
            rows={5}
            onChange={(event) => setPasting(event.target.value)}
          />
          <div className={settings.buttons}>
            <Button onClick={() => setPasting(null)}>{t('action.cancel')}</Button>
            <Button variant="primary" onClick={paste}>
              {t('hours.pasteAdd')}
            </Button>
          </div>
        </>
      )}
    </fieldset>
  );
}
