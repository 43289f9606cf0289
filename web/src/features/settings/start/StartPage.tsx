import { useEffect, useState, type ReactNode } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, MessageCircle, RadioTower, Smartphone, UserPlus } from 'lucide-react';
import { company, invites, people, roles } from '@shared/api/administration';
import { api } from '@shared/api/client';
import { formatPhone } from '@shared/format';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { checkSession, currentSession, sessionStore } from '@/data/session';
import { connectSimulator, hasSimulator, simulatorPath } from '@/data/simulator';
import { useStore } from '@/data/store';
import { PageState } from '@/features/common/PageState';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { toast } from '@/ui/Toast/toast';
import { ChannelDialog } from '../ChannelDialog';
import { ConnectDialog } from '../ConnectDialog';
import { InviteDialog } from '../people/InviteDialog';
import { PageHead } from '../PageHead';
import page from '../settings.module.css';
import { firstSteps, LOOK_AGAIN } from './ready';
import styles from './start.module.css';
import { useChecklist } from './useChecklist';

type Dialogs = { name: 'connect' | 'invite' } | { name: 'channel'; id: string } | null;

/** The three first steps of a new company. What is done is what really exists; leaving and coming back changes nothing. */
export function StartPage() {
  const session = useStore(sessionStore) ?? currentSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const query = useChecklist();
  const done = firstSteps(query.data?.items ?? []);
  const { data: channels } = useQuery({ queryKey: keys.channels, queryFn: api.channels.list, staleTime: 0 });
  const { data: everybody } = useQuery({ queryKey: keys.people, queryFn: people.list, staleTime: 0 });
  const { data: invited } = useQuery({
    queryKey: keys.invites,
    queryFn: invites.list,
    staleTime: 0,
    refetchInterval: done.team ? false : LOOK_AGAIN,
  });
  const { data: known } = useQuery({ queryKey: keys.roles, queryFn: roles.list });
  const { data: simulated } = useQuery({ queryKey: keys.simulator, queryFn: hasSimulator, staleTime: Infinity });
  const [dialog, setDialog] = useState<Dialogs>(null);
  const [busy, setBusy] = useState<'simulator' | 'end' | null>(null);

  useEffect(() => {
    document.title = `${t('nav.start')} · Central`;
  }, []);

  const active = channels?.items.filter((channel) => channel.state === 'active') ?? [];
  const pending = channels?.items.find((channel) => channel.state !== 'active');
  const refresh = () =>
    Promise.all([keys.checklist, keys.channels].map((queryKey) => client.invalidateQueries({ queryKey })));

  const simulate = async () => {
    setBusy('simulator');
    try {
      await connectSimulator(session.account.name, t('start.simulatorName'));
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    await refresh();
    setBusy(null);
  };
  const end = async () => {
    setBusy('end');
    try {
      await company.update({ onboarding: false });
      await checkSession();
      await navigate({ to: '/conversas' });
    } catch (error) {
      setBusy(null);
      toast(describeError(error), { tone: 'error' });
    }
  };

  const simulator = simulated ? (
    <a className={styles.link} href={simulatorPath(active[0])} target="_blank" rel="noreferrer">
      <Smartphone size={18} aria-hidden="true" />
      {t('start.openSimulator')}
    </a>
  ) : null;
  return (
    <div className={styles.start}>
      <PageHead
        title={t('start.title', { name: session.user.name.split(' ')[0] ?? '' })}
        text={t('start.text', { company: session.account.name })}
      />
      <PageState query={query} failed={t('start.failed')}>
        <div className={styles.progress}>
          <p id="start-progress" role="status">
            {done.count === 3 ? t('start.all') : t('start.progress', { done: done.count })}
          </p>
          <progress className={styles.bar} aria-labelledby="start-progress" value={done.count} max={3} />
        </div>
        <ol className={styles.steps}>
          <Step
            number={1}
            done={done.channel}
            icon={<RadioTower size={22} />}
            title={t('start.channel')}
            text={
              done.channel
                ? t('start.channelDone', { names: active.map((channel) => channel.name).join(', ') })
                : pending
                  ? t('start.channelPending', { name: pending.name })
                  : t('start.channelText')
            }
          >
            {done.channel ? null : (
              <>
                {pending ? (
                  <Button variant="primary" onClick={() => setDialog({ name: 'channel', id: pending.id })}>
                    {t('start.check')}
                  </Button>
                ) : null}
                <Button variant={pending ? 'secondary' : 'primary'} onClick={() => setDialog({ name: 'connect' })}>
                  {t('start.connect')}
                </Button>
                {simulated ? (
                  <Button busy={busy === 'simulator'} onClick={() => void simulate()}>
                    {t('start.simulator')}
                  </Button>
                ) : null}
              </>
            )}
          </Step>
          <Step
            number={2}
            done={done.team}
            icon={<UserPlus size={22} />}
            title={t('start.team')}
            text={
              done.team
                ? t('start.teamDone', { people: everybody?.length ?? 1, invited: invited?.length ?? 0 })
                : t('start.teamText')
            }
          >
            <Button
              variant={done.team || !done.channel ? 'secondary' : 'primary'}
              onClick={() => setDialog({ name: 'invite' })}
            >
              {t(done.team ? 'start.inviteMore' : 'start.invite')}
            </Button>
          </Step>
          <Step
            number={3}
            done={done.reply}
            icon={<MessageCircle size={22} />}
            title={t('start.reply')}
            text={
              done.reply
                ? t('start.replyDone')
                : done.received
                  ? t('start.replyArrived')
                  : active[0]
                    ? `${t('start.replyText')} ${t('start.replyWait', {
                        address: active[0].display_address ? formatPhone(active[0].display_address) : active[0].name,
                      })}`
                    : t('start.replyFirst')
            }
          >
            {done.reply || !active[0] ? null : (
              <>
                {done.received ? null : simulator}
                {done.received ? (
                  <Link to="/conversas" search={{ view: 'all' }} className={styles.link}>
                    {t('start.openInbox')}
                  </Link>
                ) : null}
              </>
            )}
          </Step>
        </ol>
        <div className={page.buttons}>
          {done.count === 3 ? (
            <Button variant="primary" busy={busy === 'end'} onClick={() => void end()}>
              {t('start.finish')}
            </Button>
          ) : (
            <>
              <Link to="/conversas" className={styles.link}>
                {t('start.later')}
              </Link>
              <Button variant="quiet" busy={busy === 'end'} onClick={() => void end()}>
                {t('start.skip')}
              </Button>
            </>
          )}
          <Link to="/configuracoes/pronto" className={styles.quiet}>
            {t('start.checklist')}
          </Link>
        </div>
      </PageState>
      {dialog?.name === 'connect' ? (
        <ConnectDialog
          onClose={() => setDialog(null)}
          onConnected={(channel) => setDialog({ name: 'channel', id: channel.id })}
        />
      ) : null}
      {dialog?.name === 'channel' ? (
        <ChannelDialog
          id={dialog.id}
          manages
          onClose={() => {
            setDialog(null);
            void refresh();
          }}
        />
      ) : null}
      {dialog?.name === 'invite' && known ? (
        <InviteDialog
          roles={known}
          onClose={() => {
            setDialog(null);
            void refresh();
          }}
        />
      ) : null}
    </div>
  );
}

interface StepProps {
  number: number;
  done: boolean;
  icon: ReactNode;
  title: string;
  text: string;
  children: ReactNode;
}

function Step({ number, done, icon, title, text, children }: StepProps) {
  return (
    <li className={styles.step} data-done={done || undefined}>
      <span className={styles.number} aria-hidden="true">
        {done ? <Check size={20} /> : number}
      </span>
      <div className={styles.body}>
        <h2>
          <span aria-hidden="true">{icon}</span>
          {title}
          {done ? <Badge tone="ok">{t('start.stepDone')}</Badge> : null}
        </h2>
        <p>{text}</p>
        <div className={page.buttons}>{children}</div>
      </div>
    </li>
  );
}
