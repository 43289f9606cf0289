import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ApiError } from '@shared/api/client';
import { surveys, type SurveySettings } from '@shared/api/surveys';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { Select, TextArea } from '@/ui/Field/Field';
import { Checkbox, Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { ChangedMeanwhile } from '../ChangedMeanwhile';
import { Opened, type OpenForm } from '../Opened';
import { PageHead } from '../PageHead';
import { useVersion } from '../useVersion';
import common from '../settings.module.css';
import { Answers } from './Answers';
import styles from './surveys.module.css';

const TEXTS = ['question', 'comment_request', 'thanks', 'comment_thanks'] as const;
const DELAYS = [0, 60, 600, 3600, 86_400] as const;

/** Whether and how contacts are asked after a ticket is resolved, and what they answered. */
export function SurveysPage() {
  const client = useQueryClient();
  const source = { queryKey: keys.surveySettings, queryFn: surveys.settings, staleTime: 0 };
  const query = useQuery(source);
  return (
    <>
      <PageHead title={t('surveys.title')} text={t('surveys.text')} />
      <PageState query={query} failed={t('surveys.failed')}>
        {query.data ? (
          <Opened latest={query.data} read={() => client.fetchQuery(source)}>
            {(saved, form) => <SettingsForm saved={saved} {...form} />}
          </Opened>
        ) : null}
      </PageState>
      {may('supervision.read') ? <Answers /> : null}
    </>
  );
}

function SettingsForm({ saved, touch, show, load }: { saved: SurveySettings } & OpenForm<SurveySettings>) {
  const client = useQueryClient();
  const { data: queues } = useQuery({ queryKey: keys.queues, queryFn: api.queues.list });
  const [enabled, setEnabled] = useState(saved.enabled);
  const [asksComment, setAsksComment] = useState(saved.ask_comment);
  const [alertsLow, setAlertsLow] = useState(saved.alert_low_ratings);
  const [delay, setDelay] = useState(saved.delay_seconds);
  const [quiet, setQuiet] = useState<readonly string[]>(saved.quiet_queue_ids);
  const { version, told, passed } = useVersion(saved.version);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    // An empty field is the standard text; thanks that were switched off by the API stay so.
    const texts = Object.fromEntries(
      TEXTS.map((name) => {
        const written = String(form.get(name) ?? '').trim();
        return [name, written === '' || written === saved.defaults[name] ? null : written];
      }),
    );
    setBusy(true);
    setProblems({});
    try {
      const body = {
        enabled,
        ask_comment: asksComment,
        alert_low_ratings: alertsLow,
        delay_seconds: delay,
        quiet_queue_ids: [...quiet],
        ...texts,
        version,
      };
      const now = await surveys.save(body);
      client.setQueryData(keys.surveySettings, now);
      show(now);
      toast(t('settings.saved'));
    } catch (error) {
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else if (!passed(error)) toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  const turning = (turn: (on: boolean) => void) => (on: boolean) => {
    touch();
    turn(on);
  };
  return (
    <form
      className={common.card}
      aria-label={t('surveys.settings')}
      onChange={touch}
      onSubmit={(event) => void onSubmit(event)}
    >
      <Switch
        label={t('surveys.enabled')}
        hint={t('surveys.enabledHint')}
        checked={enabled}
        onChange={turning(setEnabled)}
      />
      <Switch
        label={t('surveys.asksComment')}
        hint={t('surveys.asksCommentHint')}
        checked={asksComment}
        disabled={!enabled}
        onChange={turning(setAsksComment)}
      />
      <Switch
        label={t('surveys.alertsLow')}
        hint={t('surveys.alertsLowHint')}
        checked={alertsLow}
        disabled={!enabled}
        onChange={turning(setAlertsLow)}
      />
      <Select
        label={t('surveys.delay')}
        value={delay}
        disabled={!enabled}
        onChange={(event) => setDelay(Number(event.target.value))}
      >
        {(DELAYS.some((one) => one === delay) ? DELAYS : [...DELAYS, delay]).map((seconds) => (
          <option key={seconds} value={seconds}>
            {seconds === 0 ? t('surveys.delayNone') : t('surveys.delayMinutes', { minutes: Math.round(seconds / 60) })}
          </option>
        ))}
      </Select>
      {TEXTS.map((name) => (
        <TextArea
          key={name}
          name={name}
          label={t(`surveys.${name}`)}
          hint={name === 'question' ? t('surveys.variables') : undefined}
          placeholder={saved.defaults[name]}
          defaultValue={saved[name] ?? ''}
          rows={2}
          maxLength={500}
          error={problems[name]}
        />
      ))}
      <fieldset className={styles.queues} disabled={!enabled}>
        <legend>{t('surveys.queues')}</legend>
        {(queues?.items ?? []).map((queue) => (
          <Checkbox
            key={queue.id}
            label={queue.name}
            checked={!quiet.includes(queue.id)}
            onChange={(asks) => setQuiet(asks ? quiet.filter((id) => id !== queue.id) : [...quiet, queue.id])}
          />
        ))}
      </fieldset>
      <ChangedMeanwhile told={told} onLoad={load} />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t(told ? 'settings.saveAnyway' : 'action.save')}
        </Button>
      </div>
    </form>
  );
}
