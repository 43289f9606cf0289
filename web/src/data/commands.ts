import { useEffect, useRef } from 'react';
import { dialogStore } from './dialogs';
import { preferences } from './preferences';
import { createStore } from './store';

export interface Command {
  id: string;
  label: string;
  /** One key ("e"), with Shift ("Shift+E"), or two in a row ("g c"). */
  keys?: string;
  /** Heading in the palette and the overlay. */
  group: string;
  run: () => void;
  /** Hidden in the palette (movement keys make no sense there). */
  hidden?: boolean;
}

/** Commands of the screens that are mounted, by id; later ones win. */
export const commandStore = createStore<readonly Command[]>([]);

/** Offers commands while the component is mounted; `run` is always the newest one. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const signature = commands.map((command) => `${command.id}|${command.keys ?? ''}|${command.label}`).join('\n');
  useEffect(() => {
    const offered = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find((one) => one.id === command.id)?.run(),
    }));
    commandStore.write((all) => [...all.filter((one) => !offered.some((mine) => mine.id === one.id)), ...offered]);
    return () => commandStore.write((all) => all.filter((one) => !offered.includes(one)));
  }, [signature]);
}

/** How long the first key of a pair waits for the second, in milliseconds. */
const PAIR_WITHIN = 900;
/** How long a key waits for the screen that it was pressed for, in milliseconds: later it would come as a surprise. */
const EARLY_WITHIN = 10_000;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** A modal has its own keys; one that is still being loaded counts: what is typed meanwhile is meant for it. */
const isModalOpen = () => dialogStore.read() !== null || document.querySelector('dialog[open]') !== null;

interface EarlyKey {
  name: string;
  address: string;
  at: number;
}
/** The first key that no command took at an address: what is still being loaded there may know it. */
let early: EarlyKey | null = null;

const isAwaited = (key: EarlyKey | null): key is EarlyKey =>
  key !== null && key.address === location.pathname && performance.now() - key.at < EARLY_WITHIN;

/** Runs the key that was pressed while the screen was being loaded. A screen calls it once its commands are offered. */
export function runEarlyKey(): void {
  const key = early;
  early = null;
  if (isAwaited(key) && !isModalOpen() && !isTyping(document.activeElement))
    commandStore
      .read()
      .find((one) => one.keys === key.name)
      ?.run();
}

/** The name of a pressed key as shortcuts spell it, or null for one that is never a shortcut. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey' | 'isComposing'>,
): string | null {
  // Dead keys of ABNT2 keyboards come as "Dead"; composition is text being written.
  if (event.isComposing || event.altKey || event.key === 'Dead' || event.key.length !== 1) return null;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return `Ctrl+${key.toUpperCase()}`;
  return event.shiftKey && /[a-z]/.test(key) ? `Shift+${key.toUpperCase()}` : key;
}

/** Runs commands by keys: outside text fields only, except those with Ctrl. @returns a function that stops it */
export function listenForShortcuts(): () => void {
  let first: { key: string; at: number } | null = null;
  const onKeyDown = (event: KeyboardEvent) => {
    const name = keyName(event);
    if (!name || event.defaultPrevented) return;
    const withControl = name.startsWith('Ctrl+');
    if (!withControl && (!preferences.read().shortcuts || isTyping(event.target))) return;
    // Commands behind a modal must not run unseen.
    if (isModalOpen()) return;
    const commands = commandStore.read();
    const pair = first && event.timeStamp - first.at < PAIR_WITHIN ? `${first.key} ${name}` : null;
    first = null;
    const command = (pair && commands.find((one) => one.keys === pair)) || commands.find((one) => one.keys === name);
    if (command) {
      event.preventDefault();
      early = null;
      command.run();
    } else if (commands.some((one) => one.keys?.startsWith(`${name} `))) {
      first = { key: name, at: event.timeStamp };
    } else if (!isAwaited(early)) {
      // The first counts: after "r" what follows is already the answer, and no letter of it may close or assign.
      early = { name, address: location.pathname, at: performance.now() };
    }
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}
