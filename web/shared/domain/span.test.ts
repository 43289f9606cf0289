import { describe, expect, it } from 'vitest';
import { formatSpan, parseSpan } from './span';

describe('spans of time', () => {
  it.each([
    ['15 min', 900],
    ['15', 900],
    ['15m', 900],
    ['2 h', 7200],
    ['1h30', 5400],
    ['1 h 30 min', 5400],
    ['1,5 h', 5400],
    ['2 d', 172_800],
    ['30 s', 30],
    [' 8 H ', 28_800],
    ['', null],
    ['0', null],
    ['logo', null],
    ['15 minutos', null],
    ['-5 min', null],
    ['400 d', null],
  ])('reads %s', (text, seconds) => {
    expect(parseSpan(text)).toBe(seconds);
  });
  it.each([
    [900, '15 min'],
    [5400, '1 h 30 min'],
    [172_800, '2 d'],
    [30, '30 s'],
    [90_060, '1 d 1 h'],
  ])('writes %d', (seconds, text) => {
    expect(formatSpan(seconds)).toBe(text);
  });
  it('reads what it writes', () => {
    for (const seconds of [60, 900, 3600, 5400, 28_800, 86_400, 129_600])
      expect(parseSpan(formatSpan(seconds))).toBe(seconds);
  });
});
