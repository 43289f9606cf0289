import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { EllipsisVertical, Users } from 'lucide-react';
import type { LiveAgent, LiveQueue } from '@shared/api/supervision';
import { pauseReason } from '@shared/domain/presence';
import { t } from '@shared/i18n';
import { may } from '@/data/session';
import { Avatar } from '@/ui/Avatar/Avatar';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Menu, type MenuItem } from '@/ui/Menu/Menu';
import { StateDialog } from './StateDialog';
import { byState, since } from './times';
import styles from './supervision.module.css';

interface LiveAgentsProps {
  agents: LiveAgent[];
  queues: LiveQueue[];
  now: number;
}

/** Everybody who answers: how they stand, since when, and how much they have. */
export function LiveAgents({ agents, queues, now }: LiveAgentsProps) {
  const navigate = useNavigate();
  const [changing, setChanging] = useState<LiveAgent | null>(null);
  const names = new Map(queues.map((queue) => [queue.id, queue.name]));
  const actions = (agent: LiveAgent): MenuItem[] => [
    {
      id: 'see',
      label: t('supervision.seeConversations'),
      run: () => void navigate({ to: '/conversas', search: { view: 'all', agent: agent.id } }),
    },
    ...(may('supervision.act')
      ? [{ id: 'state', label: t('supervision.changeState'), run: () => setChanging(agent) }]
      : []),
  ];
  return (
    <section className={styles.card} aria-labelledby="live-agents">
      <h2 id="live-agents">{t('supervision.agents')}</h2>
      {agents.length === 0 ? (
        <EmptyState icon={<Users size={32} />} title={t('supervision.noAgents')} text={t('supervision.noAgentsText')} />
      ) : (
        <ul className={styles.agents}>
          {byState(agents).map((agent) => (
            <li key={agent.id} data-state={agent.state}>
              <Avatar name={agent.name} url={agent.avatar_url} presence={agent.state} />
              <span className={styles.words}>
                <strong>{agent.name}</strong>
                <small className="tabular">
                  {t(`presence.${agent.state}`)}
                  {agent.reason ? ` (${pauseReason(agent.reason)})` : ''}
                  {agent.since ? (
                    <>
                      {' · '}
                      <span className={styles.times}>{since(agent.since, now)}</span>
                    </>
                  ) : null}
                </small>
                <small className={styles.queues}>
                  {agent.queue_ids.map((id) => names.get(id) ?? '').join(', ') || t('supervision.noQueue')}
                </small>
              </span>
              <span className={styles.load} data-full={agent.load >= agent.agent_limit || undefined}>
                <span className="tabular" aria-hidden="true">
                  {agent.load}/{agent.agent_limit}
                </span>
                <span className="visually-hidden">
                  {t('supervision.load', { load: agent.load, limit: agent.agent_limit })}
                </span>
                <meter min={0} max={Math.max(agent.agent_limit, 1)} value={agent.load} aria-hidden="true" />
              </span>
              <Menu
                label={t('supervision.actions', { name: agent.name })}
                items={actions(agent)}
                trigger={(props) => (
                  <IconButton
                    {...props}
                    label={t('supervision.actions', { name: agent.name })}
                    icon={<EllipsisVertical size={20} />}
                  />
                )}
              />
            </li>
          ))}
        </ul>
      )}
      {changing ? <StateDialog agent={changing} onClose={() => setChanging(null)} /> : null}
    </section>
  );
}
