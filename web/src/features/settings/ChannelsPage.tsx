import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CirclePause, CloudOff, Plus, RadioTower, Settings2, Wrench } from 'lucide-react';
import { api } from '@shared/api/client';
import type { Channel } from '@shared/api/types';
import { formatPhone } from '@shared/format';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { Badge, type Tone } from '@/ui/Badge/Badge';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { ChannelIcon, channelTypeName } from '@/ui/ChannelIcon/ChannelIcon';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Skeleton, useLate } from '@/ui/Skeleton/Skeleton';
import { ChannelDialog } from './ChannelDialog';
import { ConnectDialog } from './ConnectDialog';
import { PageHead } from './PageHead';
import styles from './settings.module.css';

const STATES: Record<Channel['state'], { tone: Tone; Icon: typeof CircleCheck }> = {
  active: { tone: 'ok', Icon: CircleCheck },
  inactive: { tone: 'neutral', Icon: CirclePause },
  configuring: { tone: 'warn', Icon: Wrench },
  error: { tone: 'error', Icon: CircleAlert },
};

/** The company's connections to WhatsApp, with their state and what to do about it. */
export function ChannelsPage() {
  const query = useQuery({ queryKey: keys.channels, queryFn: api.channels.list });
  const [connecting, setConnecting] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const late = useLate(query.isPending);
  const manages = may('channels.manage');
  const channels = query.data?.items ?? [];
  const connect = (
    <Button variant="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setConnecting(true)}>
      {t('channels.connect')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('nav.channels')}
        text={t('channels.text')}
        action={manages && channels.length > 0 ? connect : null}
      />
      {query.isPending ? (
        <div className={styles.card} role="status" aria-label={t('state.loading')}>
          {late ? <Skeleton height={48} /> : null}
        </div>
      ) : query.isError && channels.length === 0 ? (
        <EmptyState
          tone="error"
          icon={<CloudOff size={32} />}
          title={t('channels.failed')}
          text={describeError(query.error)}
          action={<Button onClick={() => void query.refetch()}>{t('action.tryAgain')}</Button>}
        />
      ) : channels.length === 0 ? (
        <EmptyState
          icon={<RadioTower size={32} />}
          title={t('channels.none')}
          text={t(manages ? 'channels.noneText' : 'channels.noneAgent')}
          action={manages ? connect : null}
        />
      ) : (
        channels.map((channel) => {
          const { tone, Icon } = STATES[channel.state];
          return (
            <section key={channel.id} className={styles.card} aria-label={channel.name}>
              <div className={styles.item}>
                <span className={styles.glyph}>
                  <ChannelIcon type={channel.type} size={24} />
                </span>
                <span className={styles.words}>
                  <strong>{channel.name}</strong>
                  <small>
                    {channelTypeName(channel.type)}
                    {channel.display_address ? ` · ${formatPhone(channel.display_address)}` : ''}
                  </small>
                </span>
                {channel.is_default ? <Badge tone="brand">{t('channels.default')}</Badge> : null}
                <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
                  {t(`channels.state.${channel.state}`)}
                </Badge>
                <Button
                  icon={<Settings2 size={18} aria-hidden="true" />}
                  onClick={() => setOpen(channel.id)}
                  aria-label={t('channels.openNamed', { name: channel.name })}
                >
                  {t('channels.open')}
                </Button>
              </div>
              {channel.state_reason ? (
                <Banner
                  tone={channel.state === 'error' ? 'error' : 'warn'}
                  icon={<CircleAlert size={18} aria-hidden="true" />}
                >
                  {channel.state_reason}
                </Banner>
              ) : null}
            </section>
          );
        })
      )}
      {connecting ? (
        <ConnectDialog
          onClose={() => setConnecting(false)}
          onConnected={(channel) => {
            setConnecting(false);
            setOpen(channel.id);
          }}
        />
      ) : null}
      {open ? <ChannelDialog id={open} manages={manages} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
