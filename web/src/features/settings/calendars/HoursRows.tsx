import { Plus, X } from 'lucide-react';
import { t } from '@shared/i18n';
import { Button } from '@/ui/Button/Button';
import { IconButton } from '@/ui/IconButton/IconButton';
import { nextHours, type Hours } from './plan';
import styles from './calendars.module.css';

interface HoursRowsProps {
  /** Whose hours: "Segunda", or a date. */
  label: string;
  hours: readonly Hours[];
  onChange: (hours: Hours[]) => void;
}

/** The hours of one day: from and to, a row for each, none is closed. 24:00 is written as 00:00, as clocks show it. */
export function HoursRows({ label, hours, onChange }: HoursRowsProps) {
  const set = (index: number, change: Partial<Hours>) =>
    onChange(hours.map((one, place) => (place === index ? { ...one, ...change } : one)));
  return (
    <div className={styles.rows}>
      {hours.length === 0 ? <span className={styles.closed}>{t('hours.closedDay')}</span> : null}
      {hours.map((one, index) => (
        <span key={index} className={styles.row}>
          <input
            type="time"
            required
            aria-label={t('hours.opensAt', { day: label })}
            value={one.opens}
            onChange={(event) => set(index, { opens: event.target.value })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="time"
            required
            aria-label={t('hours.closesAt', { day: label })}
            value={one.closes === '24:00' ? '00:00' : one.closes}
            onChange={(event) => set(index, { closes: event.target.value === '00:00' ? '24:00' : event.target.value })}
          />
          <IconButton
            label={t('hours.removeRow', { day: label })}
            icon={<X size={18} />}
            onClick={() => onChange(hours.filter((_, place) => place !== index))}
          />
          {one.closes <= one.opens ? <small className={styles.next}>{t('hours.nextDay')}</small> : null}
        </span>
      ))}
      {hours.length < 8 ? (
        <Button
          variant="quiet"
          icon={<Plus size={16} aria-hidden="true" />}
          aria-label={t('hours.addRow', { day: label })}
          onClick={() => onChange([...hours, nextHours(hours)])}
        >
          {t('hours.add')}
        </Button>
      ) : null}
    </div>
  );
}
