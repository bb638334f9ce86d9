import { useEffect, useRef, type ReactNode } from 'react';
import { IconButton } from '../shared/Icon';

/** Beside the conversation; on a narrow screen over it. */
export function Panel({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    panel.current?.focus();
    return () => before?.isConnected ? before.focus() : undefined;
  }, []);
  return (
    <aside ref={panel} className="panel" aria-label={title} tabIndex={-1} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <header className="panel-head">
        <h2>{title}</h2>
        <IconButton name="close" label="Close" onClick={onClose} />
      </header>
      <div className="panel-body">{children}</div>
    </aside>
  );
}
