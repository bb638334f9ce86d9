import { lazy, Suspense, type ReactNode } from 'react';
import type { Citation } from '../../state/model';
import { isSafeLink } from './links';

const Markdown = lazy(() => import('./Markdown'));
const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** What a message says. Nothing in it is ever taken for HTML. */
export function MessageText({ text, isMarkdown, citations }: { text: string; isMarkdown: boolean; citations: readonly Citation[] }) {
  const plain = <p className="plain">{linkify(text)}</p>;
  if (!isMarkdown) return <div className="message-text">{plain}</div>;
  return (
    <div className="message-text">
      <Suspense fallback={plain}>
        <Markdown text={text} citations={citations} />
      </Suspense>
    </div>
  );
}

/** Addresses in plain text become links. */
export function linkify(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    if (!isSafeLink(match[0])) continue;
    parts.push(text.slice(end, match.index), <Outside key={match.index} href={match[0]} children={match[0]} />);
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

/** A link that tells the other side nothing about us. */
export function Outside({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
      {children}
    </a>
  );
}
