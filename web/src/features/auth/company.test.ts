import { describe, expect, it, vi } from 'vitest';
import { companyCode, keepNext, leaveFor, ownPath, rememberCompany, rememberedCompany, takeNext } from './company';

describe('the way to a provider and back', () => {
  it('takes only what can be a code', () => {
    expect([' LOJA000000000001 ', 'short', 'a/../b12345', '', 5, undefined].map(companyCode)).toEqual([
      'loja000000000001',
      ...Array<undefined>(5).fill(undefined),
    ]);
    rememberCompany('loja000000000001');
    expect(rememberedCompany()).toBe('loja000000000001');
    rememberCompany(undefined);
    expect(rememberedCompany()).toBeUndefined();
  });

  it('goes on within the app only, and once', () => {
    expect(['/filas', '//mal.example', '/\\mal.example', 'https://mal.example', null].map(ownPath)).toEqual([
      '/filas',
      ...Array<undefined>(4).fill(undefined),
    ]);
    keepNext('/filas');
    expect([takeNext(), takeNext()]).toEqual(['/filas', undefined]);
    sessionStorage.setItem('central.next', '//mal.example');
    expect(takeNext()).toBeUndefined();
  });

  it('leaves over https only, or stays where the app is', () => {
    const go = vi.fn();
    leaveFor('https://accounts.google.com/a?b=1', go);
    expect(go).toHaveBeenCalledWith('https://accounts.google.com/a?b=1');
    for (const address of ['javascript:alert(1)', 'http://accounts.google.com', 'data:text/html,x'])
      expect(() => leaveFor(address, go)).toThrow();
    leaveFor(`${location.origin}/demo/oidc/authorize?a=b`, go);
    expect(go).toHaveBeenCalledTimes(2);
  });
});
