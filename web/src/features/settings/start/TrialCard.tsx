import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX, Play, TriangleAlert } from 'lucide-react';
import { calendars } from '@shared/api/calendars';
import { api } from '@shared/api/client';
import { supervision } from '@shared/api/supervision';
import { clockTime } from '@shared/format';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { connection } from '@/data/live';
import { may } from '@/data/session';
import { Button } from '@/ui/Button/Button';
import { Spinner } from '@/ui/Spinner/Spinner';
import page from '../settings.module.css';
import styles from './start.module.css';
import {
  channelVerdict,
  hoursVerdict,
  noChannel,
  routingVerdict,
  settled,
  socketVerdict,
  type Verdict,
} from './trials';

interface Trial {
  name: string;
  run: () => Promise<Verdict>;
}
type Line = Trial & { verdict: Verdict | null };

const ICONS = { ok: CircleCheck, warning: TriangleAlert, failed: CircleX };

/** What can be tried now by whoever looks: each is asked of the platform, the server or this device at that moment. */
async function findTrials(): Promise<Trial[]> {
  const channels = may('channels.manage') ? (await api.channels.list()).items : [];
  const inUse = channels.filter((channel) => channel.state !== 'inactive');
  return [
    ...inUse.map((channel) => ({
      name: t('trial.channel', { name: channel.name }),
      run: async () => channelVerdict(await api.channels.validate(channel.id)),
    })),
    ...(may('channels.manage') && inUse.length === 0
      ? [{ name: t('trial.channels'), run: () => Promise.resolve(noChannel()) }]
      : []),
    { name: t('trial.socket'), run: async () => socketVerdict(await settled(connection)) },
    ...(may('supervision.read')
      ? [{ name: t('trial.routing'), run: async () => routingVerdict(await supervision.live()) }]
      : []),
    { name: t('trial.hours'), run: async () => hoursVerdict((await calendars.list()).items) },
  ];
}

/** Runs the check list: asks everything that can be asked now, one after the other, and shows what came back. */
export function TrialCard() {
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [running, setRunning] = useState(false);
  const [endedAt, setEndedAt] = useState('');
  const [problem, setProblem] = useState('');
  const run = async () => {
    if (running) return;
    setRunning(true);
    setEndedAt('');
    setProblem('');
    try {
      const trials = await findTrials();
      let shown: Line[] = trials.map((trial) => ({ ...trial, verdict: null }));
      setLines(shown);
      for (const trial of trials) {
        const verdict = await trial
          .run()
          .catch((error: unknown): Verdict => ({ result: 'failed', text: describeError(error) }));
        shown = shown.map((line) => (line.name === trial.name ? { ...line, verdict } : line));
        setLines(shown);
      }
      setEndedAt(clockTime(new Date().toISOString()));
    } catch (error) {
      setProblem(describeError(error));
    }
    setRunning(false);
  };
  const failed = lines.filter((line) => line.verdict && line.verdict.result !== 'ok').length;
  return (
    <section className={page.card} aria-labelledby="trials">
      <div>
        <h2 id="trials">{t('trial.title')}</h2>
        <p className={page.quiet}>{t('trial.text')}</p>
      </div>
      {problem ? (
        <p role="alert" className={page.problem}>
          {problem}
        </p>
      ) : null}
      {lines.length > 0 ? (
        <ul className={page.rows}>
          {lines.map(({ name, verdict }) => {
            const Icon = verdict ? ICONS[verdict.result] : null;
            return (
              <li key={name} className={styles.line} data-result={verdict?.result}>
                {Icon && verdict ? (
                  <Icon size={22} role="img" aria-label={t(`trial.result.${verdict.result}`)} />
                ) : (
                  <Spinner size={22} />
                )}
                <span className={page.words}>
                  <strong>{name}</strong>
                  <small>{verdict ? verdict.text : t('trial.running')}</small>
                </span>
                {verdict?.place ? (
                  <Link to={verdict.place} className={styles.link} aria-label={t('trial.mendNamed', { what: name })}>
                    {t('trial.mend')}
                  </Link>
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      <div className={page.buttons}>
        <Button
          variant="primary"
          busy={running}
          icon={<Play size={18} aria-hidden="true" />}
          onClick={() => void run()}
        >
          {t(lines.length > 0 ? 'trial.again' : 'trial.run')}
        </Button>
        <span role="status" className={styles.ended}>
          {running ? t('trial.running') : endedAt ? t('trial.ended', { time: endedAt, count: failed }) : ''}
        </span>
      </div>
    </section>
  );
}
