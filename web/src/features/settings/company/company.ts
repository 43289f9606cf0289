/** Fields whose value is another one than before: two people may be changing different settings. */
export function changedFields<Wanted extends object>(saved: object, wanted: Wanted): Partial<Wanted> {
  const before = saved as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => before[field] !== value),
  ) as Partial<Wanted>;
}

/** Time zones this browser knows, with the one in use, which it may not know by that name. */
export function timeZones(current: string): string[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set([current, ...known])].sort();
}
