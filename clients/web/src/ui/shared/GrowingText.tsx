import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';

interface Props {
  value: string;
  label: string;
  placeholder?: string;
  autoFocus?: boolean;
  onChange(text: string): void;
  onEnter(): void;
  onEscape?(): void;
  /** Up, in an empty field. */
  onUp?(): void;
}

const MOST = 220;

/** A field as high as what stands in it. Enter is done, Shift and Enter begin a line. */
export function GrowingText({ value, label, placeholder, autoFocus = false, onChange, onEnter, onEscape, onUp }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current!;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, MOST)}px`;
  }, [value]);
  useEffect(() => {
    if (!autoFocus) return;
    field.current!.focus();
    field.current!.setSelectionRange(value.length, value.length);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes, Enter belongs to it.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'Escape') onEscape?.();
    else if (event.key === 'ArrowUp' && value === '' && onUp) {
      event.preventDefault();
      onUp();
    }
  }

  return <textarea ref={field} rows={1} value={value} aria-label={label} placeholder={placeholder} maxLength={32_768} onChange={(event) => onChange(event.target.value)} onKeyDown={onKeyDown} />;
}
