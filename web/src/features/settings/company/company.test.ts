import { describe, expect, it } from 'vitest';
import { timeZones } from './company';

describe('company settings', () => {
  it('offers the time zone in use, also one that the browser does not list', () => {
    expect(timeZones('Etc/Invented')).toContain('Etc/Invented');
    expect(timeZones('America/Sao_Paulo').filter((zone) => zone === 'America/Sao_Paulo')).toHaveLength(1);
  });
});
