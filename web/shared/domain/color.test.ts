import { describe, expect, it } from 'vitest';
import { contrast, inkOn, standingOut } from './color';

const COLORS = ['#000000', '#ffffff', '#0b5c6b', '#ffe600', '#ff0000', '#777777', '#808080', '#00ff00', '#161f23'];

describe('a brand colour', () => {
  it('is measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1);
    expect(contrast('#ffe600', '#ffe600')).toBe(1);
  });

  it.each(COLORS)('%s carries words that can be read', (color) => {
    expect(contrast(color, inkOn(color))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(COLORS.flatMap((color) => ['#ffffff', '#161f23'].map((surface) => [color, surface] as const)))(
    '%s stands out from %s',
    (color, surface) => {
      expect(contrast(standingOut(color, surface), surface)).toBeGreaterThanOrEqual(3);
    },
  );

  it('stays as it is where it stands out already', () => {
    expect(standingOut('#0b5c6b', '#ffffff')).toBe('#0b5c6b');
  });
});
