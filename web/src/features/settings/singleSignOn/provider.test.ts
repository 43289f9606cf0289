import { describe, expect, it } from 'vitest';
import { areDomains, checkText, domainsOf, microsoftIssuer } from './provider';

describe('a provider', () => {
  it('of Microsoft is one directory', () => {
    expect(microsoftIssuer(' 1A2B3C4D-0000-1111-2222-333344445555 ')).toBe(
      'https://login.microsoftonline.com/1a2b3c4d-0000-1111-2222-333344445555/v2.0',
    );
    expect(['common', '', 'empresa.onmicrosoft.com', 'x/../y'].map(microsoftIssuer)).toEqual(['', '', '', '']);
  });

  it('has domains, however they are typed', () => {
    expect(domainsOf('Exemplo.com.br, @outra.com\nexemplo.com.br;')).toEqual(['exemplo.com.br', 'outra.com']);
    expect([['a.b'], [], ['a'], ['a@b.c'], ['*.b.c']].map(areDomains)).toEqual([true, false, false, false, false]);
  });

  it('is told what is wrong with it', () => {
    const texts = [null, 'issuer_differs', 'discovery_unreachable', 'endpoint_refused', 'keys_unreadable', 'other'].map(
      (code) => checkText({ ok: code === null, code, found: 'https://b.example' }),
    );
    expect(new Set(texts).size).toBe(5);
    expect(texts[1]).toContain('https://b.example');
  });
});
