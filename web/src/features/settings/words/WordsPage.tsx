import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@shared/api/client';
import { service, type Service, type ServiceText } from '@shared/api/service';
import { changedFields } from '@shared/domain/changes';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { Field, TextArea } from '@/ui/Field/Field';
import { Switch } from '@/ui/Switch/Switch';
import { toast } from '@/ui/Toast/toast';
import { PageHead } from '../PageHead';
import common from '../settings.module.css';
import { GROUPS, textsOf, wordsOf } from './words';

const KEY = ['service'] as const;
const VARIABLES = '{name} {protocol} {queue} {position} {total} {wait} {hours} {opens}';
const LONGEST_GIVE_BACK = 1440;
const LONGEST_IDLE = 480;
const LONGEST_PAUSE = 60;

/** What is said to customers by itself, in the company's own words, and how patient it is. */
export function WordsPage() {
  const query = useQuery({ queryKey: KEY, queryFn: service.read, gcTime: 0 });
  return (
    <>
      <PageHead title={t('words.title')} text={t('words.text')} />
      <PageState query={query} failed={t('words.failed')}>
        {/* Not made anew when it is read again: what somebody is writing stays. */}
        {query.data ? <WordsForm saved={query.data} /> : null}
      </PageState>
    </>
  );
}

const inMinutes = (seconds: number): string => String(Math.round(seconds / 60));
const minutesOf = (text: string, most: number): number | undefined =>
  /^\d+$/.test(text.trim()) && Number(text) <= most ? Number(text) : undefined;

function WordsForm({ saved: first }: { saved: Service }) {
  // As it was opened or saved here: what others change meanwhile is not to be taken back.
  const [saved, setSaved] = useState(first);
  const client = useQueryClient();
  const [words, setWords] = useState(() => wordsOf(saved));
  const [pause, setPause] = useState(inMinutes(saved.position_interval_seconds));
  const [giveBack, setGiveBack] = useState(inMinutes(saved.give_back_after_seconds));
  const [idle, setIdle] = useState(inMinutes(saved.idle_after_seconds));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const set = (name: ServiceText, change: Partial<(typeof words)[ServiceText]>) =>
    setWords((before) => ({ ...before, [name]: { ...before[name], ...change } }));

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const interval = minutesOf(pause, LONGEST_PAUSE);
    const grace = minutesOf(giveBack, LONGEST_GIVE_BACK);
    const patience = minutesOf(idle, LONGEST_IDLE);
    const wrong = {
      ...(interval === undefined ? { position_interval_seconds: t('words.pauseInvalid') } : {}),
      ...(grace === undefined ? { give_back_after_seconds: t('words.giveBackInvalid') } : {}),
      ...(patience === undefined ? { idle_after_seconds: t('words.idleInvalid') } : {}),
    };
    setProblems(wrong);
    if (interval === undefined || grace === undefined || patience === undefined) return;
    setBusy(true);
    try {
      const body = {
        ...changedFields({ say_closing: wordsOf(saved).closing.said }, { say_closing: words.closing.said }),
        texts: changedFields(textsOf(wordsOf(saved), saved.defaults), textsOf(words, saved.defaults)),
        // Seconds somebody chose by the API stay as they are while nobody touches the minutes.
        ...(pause === inMinutes(saved.position_interval_seconds) ? {} : { position_interval_seconds: interval * 60 }),
        ...(giveBack === inMinutes(saved.give_back_after_seconds) ? {} : { give_back_after_seconds: grace * 60 }),
        ...(idle === inMinutes(saved.idle_after_seconds) ? {} : { idle_after_seconds: patience * 60 }),
      };
      const now = await service.update(body);
      client.setQueryData(KEY, now);
      setSaved(now);
      // What others have changed meanwhile is shown too, unless something is being written again.
      setWords((written) => (written === words ? wordsOf(now) : written));
      // One's own limit comes with one's presence.
      void client.invalidateQueries({ queryKey: keys.presence });
      toast(t('settings.saved'));
    } catch (error) {
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };

  return (
    <form noValidate className={common.form} onSubmit={(event) => void onSubmit(event)}>
      {GROUPS.map(({ group, names }) => (
        <section key={group} className={common.card} aria-label={t(`words.group.${group}`)}>
          <h2>{t(`words.group.${group}`)}</h2>
          {names.map((name) => (
            <div key={name} role="group" aria-label={t(`words.${name}`)}>
              <Switch
                label={t(`words.${name}`)}
                hint={t(`words.${name}Hint`)}
                checked={words[name].said}
                onChange={(said) => set(name, { said })}
              />
              {words[name].said ? (
                <TextArea
                  label={t('words.own', { name: t(`words.${name}`) })}
                  hint={words[name].text.trim() === '' ? t('words.standard') : undefined}
                  placeholder={saved.defaults[name]}
                  value={words[name].text}
                  rows={2}
                  maxLength={1000}
                  error={problems[`texts.${name}`]}
                  onChange={(event) => set(name, { text: event.target.value })}
                />
              ) : null}
            </div>
          ))}
          {group === 'line' ? (
            <Field
              inputMode="numeric"
              label={t('words.pause')}
              hint={t('words.pauseHint')}
              value={pause}
              onChange={(event) => setPause(event.target.value)}
              error={problems['position_interval_seconds']}
            />
          ) : null}
          <p className={common.quiet}>{t('words.variables', { variables: VARIABLES })}</p>
        </section>
      ))}
      <section className={common.card} aria-label={t('words.gone')}>
        <h2>{t('words.gone')}</h2>
        <Field
          inputMode="numeric"
          label={t('words.giveBack')}
          hint={t('words.giveBackHint')}
          value={giveBack}
          onChange={(event) => setGiveBack(event.target.value)}
          error={problems['give_back_after_seconds']}
        />
        <Field
          inputMode="numeric"
          label={t('words.idle')}
          hint={t('words.idleHint')}
          value={idle}
          onChange={(event) => setIdle(event.target.value)}
          error={problems['idle_after_seconds']}
        />
      </section>
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
