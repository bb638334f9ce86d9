import { useState } from 'react';

const FIRST = 80;
const STEP = 60;
/** More rows than this are never in the document. */
const MOST = 240;

interface Shown {
  size: number;
  /** The last one shown; undefined follows the newest. */
  lastId: string | undefined;
}

/** A window on a long list, which moves with the reader and stays small. */
export function useWindow<T extends { id: string }>(all: readonly T[]) {
  const [shown, setShown] = useState<Shown>({ size: FIRST, lastId: undefined });
  const lastAt = shown.lastId === undefined ? -1 : all.findIndex((one) => one.id === shown.lastId);
  const end = lastAt < 0 ? all.length : lastAt + 1;
  const start = Math.max(0, end - shown.size);
  const move = (from: number, to: number) => {
    const last = to >= all.length ? undefined : all[to - 1]?.id;
    setShown({ size: Math.max(to - from, FIRST), lastId: last });
  };
  return {
    items: all.slice(start, end),
    hasOlder: start > 0,
    hasNewer: end < all.length,
    up() {
      const from = Math.max(0, start - STEP);
      move(from, Math.min(end, from + MOST));
    },
    down() {
      const to = Math.min(all.length, end + STEP);
      move(Math.max(start, to - MOST), to);
    },
    toNewest: () => setShown({ size: FIRST, lastId: undefined }),
  };
}
