/** Colours as `#rrggbb`, and how well one is read on another (WCAG 2.2, relative luminance). */

export const isColor = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

const INK = '#000000';
const PAPER = '#ffffff';

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour of words on a background: black or white, whichever is read better; one of them always is, by 4.5. */
export const inkOn = (background: string): string =>
  contrast(background, PAPER) >= contrast(background, INK) ? PAPER : INK;

/**
 * A colour moved towards black or white until it stands out from a background.
 *
 * @param least contrast that is enough: 3 for shapes, 4.5 for words
 */
export function standingOut(color: string, background: string, least = 3): string {
  const goal = inkOn(background);
  const channel = (from: string, to: string, at: number, share: number) =>
    Math.round(parseInt(from.slice(at, at + 2), 16) * (1 - share) + parseInt(to.slice(at, at + 2), 16) * share)
      .toString(16)
      .padStart(2, '0');
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = `#${[1, 3, 5].map((at) => channel(color, goal, at, share)).join('')}`;
    if (contrast(mixed, background) >= least) return mixed;
  }
  return goal;
}
