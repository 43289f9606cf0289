import { describe, expect, it } from 'vitest';
import { linkToken } from './link';

describe('linkToken', () => {
  it.each([
    ['#token=abc-_1', 'abc-_1'],
    ['token=abc', 'abc'],
    ['#other=1', ''],
    ['', ''],
  ])('%s', (hash, expected) => expect(linkToken(hash)).toBe(expected));
});
