/** What the audit log is searched by, as it stands in the address: ids, and days of the account's time zone. */
export interface AuditSearch {
  actor?: string;
  action?: string;
  from?: string;
  to?: string;
}

/** Keeps of an address what can be searched by. */
export function parseAuditSearch(search: Record<string, unknown>): AuditSearch {
  const take = (name: keyof AuditSearch, pattern: RegExp) => {
    const value = search[name];
    return typeof value === 'string' && pattern.test(value) ? { [name]: value } : {};
  };
  return {
    ...take('actor', /^[\w-]{1,64}$/),
    ...take('action', /^[a-z_.]{1,64}$/),
    ...take('from', /^\d{4}-\d\d-\d\d$/),
    ...take('to', /^\d{4}-\d\d-\d\d$/),
  };
}
