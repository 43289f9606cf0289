import { useSyncExternalStore } from 'react';

/** Smallest shared state: a value, listeners and a hook. */
export interface Store<Value> {
  read(): Value;
  write(next: Value | ((current: Value) => Value)): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    read: () => value,
    write(next) {
      const result = typeof next === 'function' ? (next as (current: Value) => Value)(value) : next;
      if (Object.is(result, value)) return;
      value = result;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<Value, Selected = Value>(
  store: Store<Value>,
  select: (value: Value) => Selected = (value) => value as unknown as Selected,
): Selected {
  return useSyncExternalStore(store.subscribe, () => select(store.read()));
}
