import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So close to the end counts as being there. */
const NEAR = 60;
const EDGE = 400;

/**
 * Keeps the reader's place: at the end it stays at the end, and elsewhere the row at the top of the view stays where it is, whatever
 * is added or grows above or below it.
 */
export function useScroll(onEdge: (edge: 'top' | 'bottom') => void) {
  const box = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const place = useRef<{ atEnd: boolean; row: Element | undefined; top: number }>({ atEnd: true, row: undefined, top: 0 });
  const edge = useRef(onEdge);
  edge.current = onEdge;

  const remember = useCallback(() => {
    const element = box.current;
    if (!element) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    const row = [...element.querySelectorAll('[data-row]')].find((one) => one.getBoundingClientRect().bottom > element.getBoundingClientRect().top);
    place.current = { atEnd, row, top: row?.getBoundingClientRect().top ?? 0 };
    setAtEnd(atEnd);
  }, []);

  const restore = useCallback(() => {
    const element = box.current;
    if (!element) return;
    const { atEnd, row, top } = place.current;
    if (atEnd) element.scrollTop = element.scrollHeight;
    else if (row?.isConnected) element.scrollTop += row.getBoundingClientRect().top - top;
  }, []);

  const onScroll = useCallback(() => {
    const element = box.current!;
    remember();
    if (element.scrollTop < EDGE) edge.current('top');
    if (element.scrollHeight - element.scrollTop - element.clientHeight < EDGE) edge.current('bottom');
  }, [remember]);

  useLayoutEffect(restore);
  useEffect(() => {
    const observer = new ResizeObserver(restore);
    for (const element of [box.current, box.current?.firstElementChild]) if (element) observer.observe(element);
    return () => observer.disconnect();
  }, [restore]);

  const toEnd = useCallback(() => {
    place.current = { atEnd: true, row: undefined, top: 0 };
    setAtEnd(true);
    restore();
  }, [restore]);
  return { box, isAtEnd, onScroll, toEnd };
}
