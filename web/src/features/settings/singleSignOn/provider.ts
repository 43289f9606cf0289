import type { ProviderCheck, ProviderKind } from '@shared/api/singleSignOn';
import { t } from '@shared/i18n';

export const GOOGLE = 'https://accounts.google.com';

/** The issuer of a directory of Microsoft's, or '' when its id is not one. */
export function microsoftIssuer(tenant: string): string {
  const id = tenant.trim().toLowerCase();
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? `https://login.microsoftonline.com/${id}/v2.0` : '';
}

/** Domains as people type them: with commas, spaces or lines, also with an @ before them. */
export const domainsOf = (typed: string): string[] => [
  ...new Set(
    typed
      .toLowerCase()
      .split(/[\s,;]+/)
      .map((one) => one.replace(/^@/, ''))
      .filter(Boolean),
  ),
];

export const areDomains = (domains: readonly string[]): boolean =>
  domains.length > 0 && domains.every((one) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(one));

export const kindName = (kind: ProviderKind): string =>
  kind === 'google' ? 'Google' : kind === 'microsoft' ? 'Microsoft' : t('provider.other');

/** What asking the issuer found, in words. */
export function checkText(check: ProviderCheck): string {
  switch (check.code) {
    case null:
      return t('signOnCheck.ok');
    case 'issuer_differs':
      return t('signOnCheck.issuer_differs', { found: check.found ?? '–' });
    case 'discovery_unreachable':
    case 'discovery_unreadable':
    case 'endpoint_refused':
    case 'address_refused':
      return t(`signOnCheck.${check.code}`);
    default:
      return t('signOnCheck.keys');
  }
}
