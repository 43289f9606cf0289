import { useState, type FormEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { company, type Company, type CompanyChange } from '@shared/api/administration';
import { ApiError } from '@shared/api/client';
import { changedFields } from '@shared/domain/changes';
import { isColor } from '@shared/domain/color';
import { LOCALE_NAMES, LOCALES, t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { checkSession, may } from '@/data/session';
import { PageState } from '@/features/common/PageState';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { Button } from '@/ui/Button/Button';
import { Field, Select } from '@/ui/Field/Field';
import { Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { PageHead } from '../PageHead';
import { BrandField } from './BrandField';
import { timeZones } from './company';
import styles from '../settings.module.css';

/** The company's own settings: how it is called, its clock, and how long it keeps what it was told. */
export function CompanyPage() {
  // Read anew for every visit, then left alone: news from the server must not take away what is being typed.
  const query = useQuery({ queryKey: keys.company, queryFn: company.read, gcTime: 0, refetchOnReconnect: false });
  return (
    <>
      <PageHead title={t('company.title')} text={t('company.text')} />
      <PageState query={query} failed={t('company.failed')}>
        {query.data ? <CompanyForm company={query.data} /> : null}
      </PageState>
    </>
  );
}

function CompanyForm({ company: first }: { company: Company }) {
  const [saved, setSaved] = useState(first);
  const manages = may('account.manage');
  const [required, setRequired] = useState(saved.second_factor_required);
  const [brand, setBrand] = useState(saved.brand_color);
  const [keeps, setKeeps] = useState(saved.retention_days === null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  // What is saved once the password was given: asking for no second factor any more, deleting what is old.
  const [waiting, setWaiting] = useState<Partial<CompanyChange> | null>(null);

  const save = async (change: Partial<CompanyChange>) => {
    if (Object.keys(change).length > 0) setSaved(await company.update(change));
    await checkSession();
    toast(t('settings.saved'));
  };
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const days = Number(data.get('retention_days'));
    const wanted = {
      name: String(data.get('name')).trim(),
      locale: String(data.get('locale')) as NonNullable<CompanyChange['locale']>,
      time_zone: String(data.get('time_zone')),
      second_factor_required: required,
      retention_days: keeps ? null : days,
      brand_color: brand,
    };
    const found: Record<string, string> = {};
    if (!wanted.name) found['name'] = t('panel.nameMissing');
    if (brand !== null && !isColor(brand)) found['brand_color'] = t('company.brandWrong');
    if (!keeps && (!Number.isInteger(days) || days < 1 || days > 3650))
      found['retention_days'] = t('company.daysWrong');
    setProblems(found);
    setProblem('');
    const change = changedFields(saved, wanted);
    if (Object.keys(found).length > 0) return;
    if (change.second_factor_required === false || typeof change.retention_days === 'number') {
      setWaiting(change);
      return;
    }
    setBusy(true);
    try {
      await save(change);
    } catch (error) {
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else setProblem(describeError(error));
    }
    setBusy(false);
  };
  return (
    <>
      {waiting ? (
        <StepUpDialog
          title={t(waiting.second_factor_required === false ? 'company.secondFactorOff' : 'company.deletes')}
          action={t('action.save')}
          onPassword={(password) => save({ ...waiting, password })}
          onClose={() => setWaiting(null)}
        >
          {waiting.second_factor_required === false ? <p>{t('company.secondFactorOffText')}</p> : null}
          {typeof waiting.retention_days === 'number' ? (
            <p>{t('company.deletesText', { count: waiting.retention_days })}</p>
          ) : null}
        </StepUpDialog>
      ) : null}
      <form noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        {problem ? (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <section className={styles.card} aria-labelledby="company-data">
          <h2 id="company-data">{t('company.data')}</h2>
          <Field
            name="name"
            label={t('company.name')}
            defaultValue={saved.name}
            readOnly={!manages}
            maxLength={120}
            error={problems['name']}
          />
          <Select
            name="locale"
            label={t('company.locale')}
            hint={t('company.localeHint')}
            defaultValue={saved.locale}
            disabled={!manages}
            error={problems['locale']}
          >
            {LOCALES.map((locale) => (
              <option key={locale} value={locale} lang={locale}>
                {LOCALE_NAMES[locale]}
              </option>
            ))}
          </Select>
          <Select
            name="time_zone"
            label={t('company.timeZone')}
            hint={t('company.timeZoneHint')}
            defaultValue={saved.time_zone}
            disabled={!manages}
            error={problems['time_zone']}
          >
            {timeZones(saved.time_zone).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </Select>
          <BrandField
            name={saved.name}
            value={brand}
            onChange={setBrand}
            disabled={!manages}
            error={problems['brand_color']}
          />
        </section>
        <section className={styles.card} aria-labelledby="company-safety">
          <h2 id="company-safety">{t('company.safety')}</h2>
          <Switch
            label={t('company.secondFactor')}
            hint={t('company.secondFactorHint')}
            checked={required}
            disabled={!manages}
            onChange={setRequired}
          />
          <Switch
            label={t('company.keep')}
            hint={t('company.keepHint')}
            checked={keeps}
            disabled={!manages}
            onChange={setKeeps}
          />
          {keeps ? null : (
            <Field
              name="retention_days"
              type="number"
              min={1}
              max={3650}
              label={t('company.days')}
              hint={t('company.daysHint')}
              defaultValue={saved.retention_days ?? 365}
              readOnly={!manages}
              error={problems['retention_days']}
            />
          )}
        </section>
        {manages ? (
          <div className={styles.buttons}>
            <Button type="submit" variant="primary" busy={busy}>
              {t('action.save')}
            </Button>
          </div>
        ) : null}
      </form>
    </>
  );
}
