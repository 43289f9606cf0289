import { Fragment, useState, type ReactNode } from 'react';

/** What a form may do with what it was opened with. */
export interface OpenForm<Saved> {
  /** Something is being written: news no longer replaces it. */
  touch: () => void;
  /** Begins again with what was saved here. */
  show: (saved: Saved) => void;
  /** Begins again with what is saved now, whatever was written. */
  load: () => Promise<void>;
}

interface OpenedProps<Saved> {
  latest: Saved;
  read: () => Promise<Saved>;
  children: (saved: Saved, form: OpenForm<Saved>) => ReactNode;
}

/**
 * A form with what it was opened with. News, as after a lost connection, is shown while nothing was changed in the form; after
 * that what was written stays, and whoever saves it goes by the version that was opened.
 */
export function Opened<Saved extends { version: string } | null>({ latest, read, children }: OpenedProps<Saved>) {
  const [{ saved, times }, setOpened] = useState({ saved: latest, times: 0 });
  const [seen, setSeen] = useState(latest?.version);
  const [touched, setTouched] = useState(false);
  const show = (next: Saved) => {
    setTouched(false);
    setOpened((before) => ({ saved: next, times: before.times + 1 }));
  };
  if (latest?.version !== seen) {
    setSeen(latest?.version);
    if (!touched && latest?.version !== saved?.version) show(latest);
  }
  const load = async () => show(await read());
  return <Fragment key={times}>{children(saved, { touch: () => setTouched(true), show, load })}</Fragment>;
}
