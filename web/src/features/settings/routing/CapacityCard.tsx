import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@shared/api/client';
import { capacity as actions, type Capacity, type CapacityInput } from '@shared/api/routing';
import { t, type MessageKey } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';
import { ChangedMeanwhile } from '../ChangedMeanwhile';
import { Opened, type OpenForm } from '../Opened';
import { useVersion } from '../useVersion';
import styles from '../settings.module.css';
import { CardFrame } from './CardFrame';
import { CAPACITY } from './keys';

const NAMED = new Set(['whatsapp', 'instagram', 'messenger', 'telegram', 'sms', 'email', 'webchat', 'voice']);
type Kind = CapacityInput['channels'][number]['channel_type'];

const kindName = (type: string): string =>
  t((NAMED.has(type) ? `channel.type.${type}` : 'channel.type.other') as MessageKey);

/** How much of an agent's limit one conversation of each kind takes, and limits by kind. */
export function CapacityCard() {
  const client = useQueryClient();
  const source = { queryKey: CAPACITY, queryFn: actions.read, staleTime: 0 };
  const query = useQuery(source);
  return (
    <CardFrame title={t('capacity.title')} text={t('capacity.text')} query={query}>
      {(capacity) =>
        capacity.channels.length === 0 ? (
          <p className={styles.quiet}>{t('capacity.none')}</p>
        ) : (
          <Opened latest={capacity} read={() => client.fetchQuery(source)}>
            {(saved, form) => <CapacityForm capacity={saved} {...form} />}
          </Opened>
        )
      }
    </CardFrame>
  );
}

function CapacityForm({ capacity, touch, show, load }: { capacity: Capacity } & OpenForm<Capacity>) {
  const client = useQueryClient();
  const { data: users } = useQuery({ queryKey: keys.users, queryFn: api.users.list });
  const { version, told, passed } = useVersion(capacity.version);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const people = (users?.items ?? []).filter((user) => user.active);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const found: Record<string, string> = {};
    const read = (name: string, least: number, most: number, problem: string): number | null => {
      const text = String(data.get(name) ?? '').trim();
      if (!text) return null;
      const value = Number(text);
      if (!Number.isInteger(value) || value < least || value > most) found[name] = problem;
      return value;
    };
    const channels = capacity.channels.map(({ channel_type }) => {
      const weight = Number(
        String(data.get(`weight:${channel_type}`))
          .trim()
          .replace(',', '.'),
      );
      if (!(weight >= 0.1 && weight <= 10)) found[`weight:${channel_type}`] = t('capacity.weightInvalid');
      const agent_limit = read(`limit:${channel_type}`, 1, 100, t('capacity.limitInvalid'));
      return { channel_type: channel_type as Kind, weight, agent_limit };
    });
    const agents = people.flatMap((user) =>
      capacity.channels.flatMap(({ channel_type }) => {
        const agent_limit = read(`own:${user.id}:${channel_type}`, 0, 100, t('capacity.ownInvalid'));
        return agent_limit === null ? [] : [{ user_id: user.id, channel_type: channel_type as Kind, agent_limit }];
      }),
    );
    // People of whom there is no field keep theirs: only the first of many are read.
    agents.push(...(capacity.agents as typeof agents).filter((one) => !people.some((user) => user.id === one.user_id)));
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      const now = await actions.save({ channels, agents, version });
      client.setQueryData(CAPACITY, now);
      show(now);
      toast(t('settings.saved'));
    } catch (error) {
      if (!passed(error)) toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  const own = (user: string, type: string) =>
    capacity.agents.find((one) => one.user_id === user && one.channel_type === type)?.agent_limit ?? '';
  return (
    <form noValidate className={styles.form} onChange={touch} onSubmit={(event) => void onSubmit(event)}>
      {capacity.channels.map((channel) => (
        <fieldset key={channel.channel_type}>
          <legend>{kindName(channel.channel_type)}</legend>
          <div className={styles.pair}>
            <Field
              name={`weight:${channel.channel_type}`}
              inputMode="decimal"
              label={t('capacity.weight')}
              defaultValue={channel.weight.toLocaleString(document.documentElement.lang)}
              error={problems[`weight:${channel.channel_type}`]}
            />
            <Field
              name={`limit:${channel.channel_type}`}
              inputMode="numeric"
              label={t('capacity.limit')}
              hint={t('capacity.limitHint')}
              defaultValue={channel.agent_limit ?? ''}
              error={problems[`limit:${channel.channel_type}`]}
            />
          </div>
          <details>
            <summary>{t('capacity.own')}</summary>
            <p className={styles.quiet}>{t('capacity.ownHint')}</p>
            <div className={styles.form}>
              {people.map((user) => (
                <Field
                  key={user.id}
                  name={`own:${user.id}:${channel.channel_type}`}
                  inputMode="numeric"
                  label={user.name}
                  defaultValue={own(user.id, channel.channel_type)}
                  error={problems[`own:${user.id}:${channel.channel_type}`]}
                />
              ))}
            </div>
          </details>
        </fieldset>
      ))}
      <ChangedMeanwhile told={told} onLoad={load} />
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={busy} disabled={!users}>
          {t(told ? 'settings.saveAnyway' : 'action.save')}
        </Button>
      </div>
    </form>
  );
}
