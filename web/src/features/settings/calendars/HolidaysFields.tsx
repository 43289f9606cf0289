import { useQuery } from '@tanstack/react-query';
import { calendars } from '@shared/api/calendars';
import { t } from '@shared/i18n';
import { Select } from '@/ui/Field/Field';
import { Checkbox } from '@/ui/Switch/Switch';
import settings from '../settings.module.css';
import { REGIONS, type Draft } from './plan';

const NONE = 'none';

/** Which public holidays close: none, the country's, or those of a state too; each can be worked on. */
export function HolidaysFields({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const { region, optional, worked } = draft;
  const year = new Date().getFullYear() + (new Date().getMonth() > 9 ? 1 : 0);
  const query = useQuery({
    queryKey: ['holidays', region, year],
    queryFn: () => calendars.holidays(region || null, year),
    enabled: region !== null,
    staleTime: Infinity,
  });
  const names = new Map<string, string>();
  for (const holiday of query.data?.items ?? [])
    if ((optional || !holiday.optional) && !names.has(holiday.name)) names.set(holiday.name, holiday.date);
  const toggle = (name: string, closes: boolean) =>
    onChange({ worked: closes ? worked.filter((one) => one !== name) : [...worked, name] });
  return (
    <fieldset className={settings.form}>
      <legend>{t('hours.holidays')}</legend>
      <Select
        label={t('hours.holidaysOf')}
        hint={t('hours.holidaysHint')}
        value={region ?? NONE}
        onChange={(event) => onChange({ region: event.target.value === NONE ? null : event.target.value, worked: [] })}
      >
        <option value={NONE}>{t('hours.noHolidays')}</option>
        <option value="">{t('hours.national')}</option>
        {REGIONS.map((one) => (
          <option key={one} value={one}>
            {t('hours.nationalAnd', { region: one })}
          </option>
        ))}
      </Select>
      {region === null ? null : (
        <>
          <Checkbox
            label={t('hours.optional')}
            checked={optional}
            onChange={(checked) => onChange({ optional: checked })}
          />
          <div className={settings.members} role="group" aria-label={t('hours.closesOn')}>
            {[...names].map(([name, date]) => (
              <Checkbox
                key={name}
                label={`${date.slice(8, 10)}/${date.slice(5, 7)} ${name}`}
                checked={!worked.includes(name)}
                onChange={(checked) => toggle(name, checked)}
              />
            ))}
          </div>
        </>
      )}
    </fieldset>
  );
}
