import { useEffect, useRef, useState, type FormEvent } from 'react';
import { LocateFixed } from 'lucide-react';
import { readPlace } from '@shared/domain/place';
import { t } from '@shared/i18n';
import { closeDialog, type DialogProps } from '@/data/dialogs';
import { enqueue } from '@/data/outbox';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field } from '@/ui/Field/Field';
import { ownPosition, spread, type PositionProblem } from '../composer/position';
import { PlaceCard } from '../thread/Cards';
import { AnswerLine, AnswerPreview } from './AnswerParts';
import styles from './dialogs.module.css';

/** Sends a place: where the agent is, or what a map's link or coordinates say. */
export default function LocationDialog({ id, replyTo, onSent }: DialogProps['location']) {
  const [where, setWhere] = useState('');
  const [name, setName] = useState('');
  /** The name that a link brought: another link may replace it, a name that was typed stays. */
  const [brought, setBrought] = useState('');
  const [address, setAddress] = useState('');
  const [looking, setLooking] = useState(false);
  const [accuracy, setAccuracy] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<PositionProblem | null>(null);
  const [checked, setChecked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const read = readPlace(where);
  const place = typeof read === 'string' ? null : read;

  useEffect(() => field.current?.focus(), []);

  const take = (text: string) => {
    setWhere(text);
    setAccuracy(null);
    setTrouble(null);
    const found = readPlace(text);
    if (typeof found === 'string' || name.trim() !== brought) return;
    setName(found.name ?? '');
    setBrought(found.name ?? '');
  };
  const locate = async () => {
    setLooking(true);
    setTrouble(null);
    const position = await ownPosition();
    setLooking(false);
    if (typeof position === 'string') {
      setTrouble(position);
      field.current?.focus();
      return;
    }
    take(`${position.latitude.toFixed(6)}, ${position.longitude.toFixed(6)}`);
    setAccuracy(position.accuracy);
  };

  /** What is wrong for certain is said at once; half a number is not wrong while it is being typed. */
  const problem = () => {
    if (typeof read !== 'string') return undefined;
    if (read !== 'other') return t(`location.${read}`);
    if (!checked) return undefined;
    return t(where.trim() ? 'location.other' : 'location.missing');
  };
  const location = place && {
    latitude: place.latitude,
    longitude: place.longitude,
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(address.trim() ? { address: address.trim() } : {}),
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!location) {
      field.current?.focus();
      return;
    }
    enqueue(id, { type: 'location', location, ...(replyTo ? { reply_to_id: replyTo.id } : {}) }, { text: '' });
    onSent();
    closeDialog();
  };
  return (
    <Dialog
      title={t('location.title')}
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>{t('action.cancel')}</Button>
          <Button type="submit" form="location" variant="primary">
            {t('composer.send')}
          </Button>
        </>
      }
    >
      <form id="location" className={styles.form} noValidate onSubmit={onSubmit}>
        <AnswerLine message={replyTo} />
        <Button
          className={styles.back ?? ''}
          icon={<LocateFixed size={18} aria-hidden="true" />}
          busy={looking}
          onClick={() => void locate()}
        >
          {t('location.own')}
        </Button>
        {trouble ? (
          <p className={styles.error} role="alert">
            {t(`location.${trouble}`)}
          </p>
        ) : null}
        <Field
          ref={field}
          label={t('location.where')}
          hint={t('location.hint')}
          error={problem()}
          value={where}
          maxLength={4096}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => take(event.target.value)}
        />
        <p className={accuracy === null ? 'visually-hidden' : styles.quiet} role="status">
          {looking
            ? t('location.locating')
            : accuracy !== null
              ? t('location.accuracy', { distance: spread(accuracy) })
              : place
                ? t('location.found', { latitude: String(place.latitude), longitude: String(place.longitude) })
                : ''}
        </p>
        <Field
          label={t('location.name')}
          value={name}
          maxLength={1000}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={t('location.address')}
          value={address}
          maxLength={1000}
          autoComplete="off"
          onChange={(event) => setAddress(event.target.value)}
        />
        {location ? (
          <AnswerPreview>
            <PlaceCard location={location} />
          </AnswerPreview>
        ) : null}
      </form>
    </Dialog>
  );
}
