const line = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(line).filter(Boolean).join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
};

/**
 * The answers of a form as lines to read: what is nested (an address) is unfolded, empty fields and the platform's own
 * token are left out.
 */
export function answersOf(data: unknown): [name: string, answer: string][] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
  return Object.entries(data).flatMap(([name, value]): [string, string][] => {
    if (name === 'flow_token') return [];
    if (typeof value === 'object' && !Array.isArray(value)) return answersOf(value);
    const answer = line(value);
    return answer ? [[name.replaceAll('_', ' '), answer]] : [];
  });
}
