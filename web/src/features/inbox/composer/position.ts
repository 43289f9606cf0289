import { currentLocale } from '@shared/i18n';

export interface Position {
  latitude: number;
  longitude: number;
  /** Radius within which the person is, in metres. */
  accuracy: number;
}
export type PositionProblem = 'refused' | 'unavailable' | 'late';

/** How long the device may look for itself, in milliseconds: indoors a phone needs some time. */
const PATIENCE = 20_000;

/** Where this device is, or why it does not say so. The browser asks the person first. */
export function ownPosition(): Promise<Position | PositionProblem> {
  return new Promise((resolve) => {
    // Not there without HTTPS, and where a company has switched it off.
    if (!('geolocation' in navigator)) return resolve('unavailable');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracy }),
      ({ code }) => resolve(code === 1 ? 'refused' : code === 3 ? 'late' : 'unavailable'),
      { enableHighAccuracy: true, timeout: PATIENCE },
    );
  });
}

/** How far off a position may be, as people say it: "20 m", "1,5 km". */
export const spread = (metres: number): string =>
  new Intl.NumberFormat(currentLocale(), {
    style: 'unit',
    unit: metres < 1000 ? 'meter' : 'kilometer',
    maximumFractionDigits: metres < 1000 ? 0 : 1,
  }).format(metres < 1000 ? metres : metres / 1000);
