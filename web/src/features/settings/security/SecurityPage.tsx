import { t } from '@shared/i18n';
import { PageHead } from '../PageHead';
import { IdentitiesCard } from './IdentitiesCard';
import { PasswordCard } from './PasswordCard';
import { SessionsCard } from './SessionsCard';
import { TwoFactorCard } from './TwoFactorCard';

/** How I get in, and where I am in. */
export function SecurityPage() {
  return (
    <>
      <PageHead title={t('security.title')} text={t('security.text')} />
      <PasswordCard />
      <TwoFactorCard />
      <IdentitiesCard />
      <SessionsCard />
    </>
  );
}
