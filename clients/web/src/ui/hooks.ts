import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Store } from '../state/store';

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** A part of what a store has; draws again only when that part has changed. */
export function usePart<T, P>(store: Store<T>, part: (value: T) => P): P {
  return useSyncExternalStore(store.subscribe, () => part(store.get()));
}

/** The time, told again at every interval. */
export function useNow(interval: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [interval]);
  return now;
}

const ROOM = /^#\/rooms\/([^/]+)$/;

/** The room in the address, so that reload, back and forward work. */
export function useRoute(): [roomId: string, go: (roomId: string) => void] {
  const hash = useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener);
      return () => removeEventListener('hashchange', listener);
    },
    () => location.hash,
  );
  return [readRoute(hash), goTo];
}

function goTo(roomId: string): void {
  location.hash = roomId ? `#/rooms/${encodeURIComponent(roomId)}` : '#/';
}

function readRoute(hash: string): string {
  try {
    return decodeURIComponent(ROOM.exec(hash)?.[1] ?? '');
  } catch {
    return '';
  }
}
