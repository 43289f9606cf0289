/** The company whose sign-in page was used last on this device, and where somebody wanted to go. */
const COMPANY = 'central.company';
const NEXT = 'central.next';

/** The code of a company's sign-in page, or undefined when it cannot be one. */
export const companyCode = (value: unknown): string | undefined => {
  const code = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return /^[a-z0-9]{8,64}$/.test(code) ? code : undefined;
};

/** Only paths of this app: a link must not send people elsewhere after they sign in. */
export const ownPath = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;

const attempt = <Result>(work: () => Result): Result | undefined => {
  try {
    return work();
  } catch {
    // Blocked storage: nothing is remembered.
    return undefined;
  }
};

export const rememberedCompany = (): string | undefined =>
  attempt(() => companyCode(localStorage.getItem(COMPANY) ?? undefined));

export function rememberCompany(code: string | undefined): void {
  attempt(() => (code ? localStorage.setItem(COMPANY, code) : localStorage.removeItem(COMPANY)));
}

/** Keeps where to go while the browser is at the provider. */
export function keepNext(next: string | undefined): void {
  attempt(() => (next ? sessionStorage.setItem(NEXT, next) : sessionStorage.removeItem(NEXT)));
}

/** Where to go after coming back, if anywhere in particular; read once. */
export function takeNext(): string | undefined {
  const next = attempt(() => ownPath(sessionStorage.getItem(NEXT) ?? undefined));
  keepNext(undefined);
  return next;
}

/** Sends the browser to a provider; only ever over https, or to where the app itself is (the demonstration's provider). */
export function leaveFor(address: string, go: (address: string) => void = (to) => location.assign(to)): void {
  const { protocol, origin } = new URL(address);
  if (protocol !== 'https:' && origin !== location.origin) throw new Error('a provider is reached over https');
  go(address);
}
