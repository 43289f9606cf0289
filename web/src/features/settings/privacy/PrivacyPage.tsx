import { useState } from 'react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Download, FileArchive, UserX } from 'lucide-react';
import { privacy, type PrivacyJob } from '@shared/api/administration';
import type { Page } from '@shared/api/types';
import { dateTime, fileSize, shortDate } from '@shared/format';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { StepUpDialog } from '@/features/common/StepUpDialog';
import { Badge, type Tone } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { PageHead } from '../PageHead';
import { IncidentCard } from './IncidentCard';
import { RequestsCard } from './RequestsCard';
import styles from '../settings.module.css';

const TONES: Record<PrivacyJob['state'], Tone> = {
  waiting: 'info',
  working: 'info',
  done: 'ok',
  failed: 'error',
  expired: 'neutral',
};
/** How often to look while something is being worked on, in milliseconds. */
const LOOK_AGAIN = 5_000;

const whileWorking = (query: { state: { data: Page<PrivacyJob> | undefined } }) =>
  query.state.data?.items.some((job) => job.state === 'waiting' || job.state === 'working') ? LOOK_AGAIN : false;

/** Copies and erasures that contacts asked for, with how far they are. */
export function PrivacyPage() {
  const exported = useQuery({
    queryKey: keys.privacyExports,
    queryFn: privacy.exports,
    staleTime: 0,
    refetchInterval: whileWorking,
  });
  const erased = useQuery({
    queryKey: keys.privacyErasures,
    queryFn: privacy.erasures,
    staleTime: 0,
    refetchInterval: whileWorking,
  });
  const [opening, setOpening] = useState<PrivacyJob | null>(null);
  const nameOf = (job: PrivacyJob) => job.contact.name ?? t('contact.unnamed');
  const download = async (job: PrivacyJob, password: string) => {
    const { url } = await privacy.open(job.id, password);
    if (!url) throw new Error('the export has no address');
    const link = document.createElement('a');
    link.href = url;
    link.download = '';
    link.click();
  };
  return (
    <>
      <PageHead title={t('privacy.title')} text={t('privacy.text')} />
      <RequestsCard />
      <JobsCard
        title={t('privacy.exports')}
        none={t('privacy.noExports')}
        query={exported}
        icon={<FileArchive size={22} aria-hidden="true" />}
        action={(job) =>
          job.state === 'done' ? (
            <Button
              icon={<Download size={18} aria-hidden="true" />}
              aria-label={t('privacy.downloadNamed', { name: nameOf(job) })}
              onClick={() => setOpening(job)}
            >
              {t('privacy.download')}
            </Button>
          ) : null
        }
      />
      <JobsCard
        title={t('privacy.erasures')}
        none={t('privacy.noErasures')}
        query={erased}
        icon={<UserX size={22} aria-hidden="true" />}
      />
      <IncidentCard />
      {opening ? (
        <StepUpDialog
          title={t('privacy.downloadTitle', { name: nameOf(opening) })}
          action={t('privacy.download')}
          onPassword={(password) => download(opening, password)}
          onClose={() => setOpening(null)}
        >
          <p>{t('privacy.downloadText')}</p>
        </StepUpDialog>
      ) : null}
    </>
  );
}

interface JobsCardProps {
  title: string;
  none: string;
  query: UseQueryResult<Page<PrivacyJob>>;
  icon: React.ReactNode;
  action?: (job: PrivacyJob) => React.ReactNode;
}

function JobsCard({ title, none, query, icon, action }: JobsCardProps) {
  const jobs = query.data?.items ?? [];
  return (
    <section className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      <PageState query={query} failed={t('privacy.failed')}>
        {jobs.length === 0 ? (
          <p className={styles.quiet}>{none}</p>
        ) : (
          <ul className={styles.rows}>
            {jobs.map((job) => (
              <li key={job.id} className={styles.item}>
                <span className={styles.glyph}>{icon}</span>
                <span className={styles.words}>
                  <strong>{job.contact.name ?? t('privacy.erasedContact')}</strong>
                  <small className="tabular">
                    {dateTime(job.created_at)}
                    {job.requested_by?.name ? ` · ${job.requested_by.name}` : ''}
                    {job.bytes ? ` · ${fileSize(job.bytes)}` : ''}
                    {job.state === 'done' && job.expires_at
                      ? ` · ${t('privacy.until', { date: shortDate(job.expires_at) })}`
                      : ''}
                  </small>
                  {job.reason ? <small>{job.reason}</small> : null}
                </span>
                <Badge tone={TONES[job.state]}>{t(`privacy.state.${job.state}`)}</Badge>
                {action?.(job)}
              </li>
            ))}
          </ul>
        )}
      </PageState>
    </section>
  );
}
