const UNITS: Readonly<Record<string, number>> = { s: 1, min: 60, m: 60, h: 3600, d: 86_400 };
const PARTS = /(\d+(?:[.,]\d+)?)\s*(min|[smhd])?/giy;

/** Seconds of a span as people write it (15 min, 1 h 30, 2,5 d; a bare number is minutes); null when it is none. */
export function parseSpan(text: string): number | null {
  const words = text.trim().toLowerCase();
  let at = 0;
  let total = 0;
  let last = 3600;
  while (at < words.length) {
    PARTS.lastIndex = at;
    const part = PARTS.exec(words);
    if (!part) return null;
    // "1 h 30": what follows the hours are minutes.
    const unit = part[2] ? (UNITS[part[2]] ?? 60) : last / 60;
    total += Number((part[1] ?? '').replace(',', '.')) * unit;
    last = unit;
    at = PARTS.lastIndex;
    while (words[at] === ' ') at += 1;
  }
  const seconds = Math.round(total);
  return seconds >= 1 && seconds <= 31_536_000 ? seconds : null;
}

/** A span in the largest units that fit, at most two: 15 min, 1 h 30 min, 2 d. */
export function formatSpan(seconds: number): string {
  const parts: string[] = [];
  let left = seconds;
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.slice(0, 2).join(' ');
}
