import { t } from '@shared/i18n';
import { PageHead } from '../PageHead';
import { CapacityCard } from './CapacityCard';
import { RulesCard } from './RulesCard';
import { SkillsCard } from './SkillsCard';

/** What routing goes by beside the queues themselves: skills, weights and rules of priority. */
export function RoutingPage() {
  return (
    <>
      <PageHead title={t('routing.title')} text={t('routing.text')} />
      <SkillsCard />
      <CapacityCard />
      <RulesCard />
    </>
  );
}
