import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Nodes, Root } from 'mdast';
import { Fragment, memo, useDeferredValue, useMemo, type ReactNode } from 'react';
import type { Citation } from '../../state/model';
import { isSafeLink } from './links';
import { linkify, Outside } from './MessageText';
import { useRoom } from './roomContext';

/**
 * CommonMark as elements of our own choosing: what is not in the list below is shown as the text it is written with, raw HTML above
 * all, so there is nothing to clean.
 */
export default memo(function Markdown({ text, citations }: { text: string; citations: readonly Citation[] }) {
  const { showCitation } = useRoom();
  const calm = useDeferredValue(text);
  const tree = useMemo(() => fromMarkdown(calm), [calm]);
  return <>{draw(tree, { source: calm, citations, showCitation })}</>;
});

interface Drawing {
  source: string;
  citations: readonly Citation[];
  showCitation(citation: Citation): void;
}

function draw(node: Nodes, how: Drawing): ReactNode {
  const children = () => ('children' in node ? (node as Root).children.map((child, at) => <Fragment key={at}>{draw(child, how)}</Fragment>) : null);
  switch (node.type) {
    case 'root':
      return children();
    case 'paragraph':
      return <p>{children()}</p>;
    case 'heading':
      return <p className={`heading level-${Math.min(node.depth, 3)}`}>{children()}</p>;
    case 'text':
      return withMarkers(node.value, how);
    case 'strong':
      return <strong>{children()}</strong>;
    case 'emphasis':
      return <em>{children()}</em>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{children()}</blockquote>;
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{children()}</ol> : <ul>{children()}</ul>;
    case 'listItem':
      return <li>{children()}</li>;
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'link':
      return isSafeLink(node.url) ? <Outside href={node.url}>{children()}</Outside> : <>{sourceOf(node, how)}</>;
    default:
      return <>{sourceOf(node, how)}</>;
  }
}

function sourceOf(node: Nodes, { source }: Drawing): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset);
}

/** [1] becomes a button that opens what it stands for. */
function withMarkers(text: string, { citations, showCitation }: Drawing): ReactNode {
  return text.split(/(\[\d{1,3}\])/).map((piece, at) => {
    const citation = at % 2 === 1 ? citations.find(({ marker }) => `[${marker}]` === piece) : undefined;
    if (!citation) return <Fragment key={at}>{linkify(piece)}</Fragment>;
    return (
      <button key={at} type="button" className="marker" aria-label={`Source ${citation.marker}: ${citation.documentTitle}`} onClick={() => showCitation(citation)}>
        {citation.marker}
      </button>
    );
  });
}
