/**
 * Fields that are asked to be another than before. Only these are sent: two people may have the same form open, and who saves
 * last must not take back what the other has changed meanwhile.
 */
export function changedFields<Wanted extends object>(saved: object, wanted: Wanted): Partial<Wanted> {
  const before = saved as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => JSON.stringify(before[field]) !== JSON.stringify(value)),
  ) as Partial<Wanted>;
}
