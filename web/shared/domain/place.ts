export interface Place {
  latitude: number;
  longitude: number;
  /** What the link itself calls it. */
  name?: string;
}

/**
 * Why no place was found: `short` for a shortened link (only its own site knows where it leads), `link` for a map's link
 * without coordinates, `range` for numbers that are no coordinates, `other` for everything else.
 */
export type PlaceProblem = 'short' | 'link' | 'range' | 'other';

/** Degrees with decimals, or degrees, minutes and seconds; people in Brazil also write the decimals with a comma. */
const DEGREES = String.raw`([-+]?\d{1,3}(?:[.,]\d+)?)\s*°?(?:\s*(\d{1,2}(?:[.,]\d+)?)\s*')?(?:\s*(\d{1,2}(?:[.,]\d+)?)\s*")?`;
/** "O" and "L" are west and east in Portuguese. */
const PAIR = new RegExp(String.raw`^${DEGREES}\s*([NS])?\s*[\s,;|/]\s*${DEGREES}\s*([EWLO])?$`, 'i');
const LABELS = /\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng)\b\.?\s*[:=]?/gi;
const LINK = /(?:geo:|(?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?[/?])\S*/i;
const SHORT = /^(?:maps\.app\.goo\.gl|goo\.gl|g\.co|share\.google|maps\.apple)$|^(?:osm\.org|openstreetmap\.org)\/go\//;
const GOOGLE = /^(?:maps\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/;

/** The place that somebody typed or pasted: coordinates in any usual form, or the link of a map that carries them. */
export function readPlace(typed: string): Place | PlaceProblem {
  const text = typed
    .trim()
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/[\u2032\u2019]/g, "'")
    .replace(/[\u2033\u201d]/g, '"');
  const link = LINK.exec(text)?.[0];
  return link ? fromLink(link) : (coordinates(text.replace(LABELS, ' ')) ?? 'other');
}

function fromLink(link: string): Place | PlaceProblem {
  let url: URL;
  try {
    url = new URL(/^(?:geo:|https?:)/i.test(link) ? link : `https://${link}`);
  } catch {
    return 'other';
  }
  if (url.protocol === 'geo:') return fromGeo(url);
  const host = url.hostname.replace(/^(?:www|m)\./, '');
  if (SHORT.test(host) || SHORT.test(host + url.pathname)) return 'short';
  if (GOOGLE.test(host)) return fromGoogle(url);
  if (host === 'openstreetmap.org' || host === 'osm.org') return fromOpenStreetMap(url);
  if (host === 'maps.apple.com')
    return named(
      inQuery(url, ['coordinate', 'll', 'daddr']),
      url.searchParams.get('name') ?? url.searchParams.get('q'),
    );
  if (host === 'waze.com' || host === 'ul.waze.com') return inQuery(url, ['ll', 'latlng', 'to']) ?? 'link';
  return 'other';
}

/** The URI that phones share: `geo:0,0?q=latitude,longitude(name)` names a place, `geo:latitude,longitude` does not. */
function fromGeo(url: URL): Place | PlaceProblem {
  return inQuery(url, ['q']) ?? coordinates(url.pathname.split(';')[0] ?? '') ?? 'other';
}

function fromGoogle(url: URL): Place | PlaceProblem {
  const way = url.pathname.includes('/dir/');
  const parts = url.pathname.split('/').map(spoken);
  const name = parts[parts.indexOf('place') + 1];
  // The pin of a place; what stands behind the @ is only the middle of the map that was looked at.
  const pin = /!3d(-?\d+(?:\.\d+)?)!4d(-?\d+(?:\.\d+)?)/.exec(url.href);
  if (pin && !way) return named(at(Number(pin[1]), Number(pin[2])), name);
  const found =
    inQuery(url, ['q', 'query', 'destination', 'daddr', 'll', 'center', 'viewpoint']) ??
    parts.reduce<Place | 'range' | null>((last, part) => coordinates(part) ?? last, null);
  if (found) return found;
  const middle = way ? null : /@(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)/.exec(url.pathname);
  return named(middle && at(Number(middle[1]), Number(middle[2])), name);
}

function fromOpenStreetMap(url: URL): Place | PlaceProblem {
  const { searchParams: query } = url;
  const marker = coordinates(`${query.get('mlat') ?? query.get('lat')}, ${query.get('mlon') ?? query.get('lon')}`);
  const middle = /map=\d+(?:\.\d+)?\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)/.exec(url.hash);
  return marker ?? (middle ? at(Number(middle[1]), Number(middle[2])) : 'link');
}

function inQuery(url: URL, names: readonly string[]): Place | 'range' | null {
  for (const name of names) {
    const [, value = '', label] =
      /^(?:loc:|ll\.)?\s*([^(]*)(?:\((.+)\))?$/.exec(url.searchParams.get(name) ?? '') ?? [];
    const found = coordinates(value);
    if (found) return found === 'range' || !label ? found : { ...found, name: label };
  }
  return null;
}

/** What an address has between its slashes, as people read it. */
function spoken(part: string): string {
  try {
    return decodeURIComponent(part.replace(/\+/g, ' '));
  } catch {
    return part;
  }
}

function named(found: Place | 'range' | null, name: string | null | undefined): Place | PlaceProblem {
  if (!found) return 'link';
  return found === 'range' || !name || name.startsWith('@') || coordinates(name) ? found : { ...found, name };
}

function coordinates(text: string): Place | 'range' | null {
  const found = PAIR.exec(
    text
      .replace(/[()[\]]/g, ' ')
      .trim()
      .replace(/\s+/g, ' '),
  );
  if (!found) return null;
  const [, degrees = '', minutes, seconds, side, otherDegrees = '', otherMinutes, otherSeconds, otherSide] = found;
  // Two bare whole numbers are a price, an hour or half a number with a comma, and nobody's address.
  if (!/[.,]/.test(degrees + otherDegrees) && !minutes && !side) return null;
  return at(angle(degrees, minutes, seconds, side), angle(otherDegrees, otherMinutes, otherSeconds, otherSide));
}

function angle(degrees: string, minutes = '0', seconds = '0', side = ''): number {
  const [whole, sixtieths, rest] = [degrees, minutes, seconds].map((part) => Number(part.replace(',', '.')));
  const size = Math.abs(whole ?? 0) + (sixtieths ?? 0) / 60 + (rest ?? 0) / 3600;
  return degrees.startsWith('-') || /[SWO]/i.test(side) ? -size : size;
}

/** Seven decimals are a centimetre: more come from calculating only. */
function at(latitude: number, longitude: number): Place | 'range' {
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return 'range';
  return { latitude: Number(latitude.toFixed(7)), longitude: Number(longitude.toFixed(7)) };
}
