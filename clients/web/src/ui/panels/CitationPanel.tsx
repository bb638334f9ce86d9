import { useEffect, useState } from 'react';
import type { Citation } from '../../state/model';
import { isSafeLink } from '../room/links';
import { Outside } from '../room/MessageText';
import { useRoom } from '../room/roomContext';
import { Panel } from './Panel';

/** The passage that an answer rests on, with the words it quotes. */
export function CitationPanel({ citation, onClose }: { citation: Citation; onClose: () => void }) {
  const { documents } = useRoom();
  const [passage, setPassage] = useState<string | undefined>();
  useEffect(() => {
    let isOld = false;
    setPassage(undefined);
    documents.passage(citation.documentId, citation.passageId, citation.quote).then(
      (text) => isOld || setPassage(text),
      () => undefined, // The quote itself is there in any case.
    );
    return () => {
      isOld = true;
    };
  }, [documents, citation]);

  return (
    <Panel title={`Source ${citation.marker}`} onClose={onClose}>
      <div className="citation">
        <h3>{citation.documentTitle}</h3>
        {placeOf(citation) && <p className="crumbs">{placeOf(citation)}</p>}
        <blockquote className="passage">{highlight(passage, citation.quote)}</blockquote>
        <p className="fine verified">The server has found exactly these words in the document.</p>
        {isSafeLink(citation.sourceUrl) && (
          <p>
            <Outside href={citation.sourceUrl}>{citation.sourceUrl}</Outside>
          </p>
        )}
      </div>
    </Panel>
  );
}

/** Where in the document; its title is said already. */
export function placeOf({ headings, documentTitle }: Citation): string {
  return headings.filter((heading) => heading !== documentTitle).join(' › ');
}

function highlight(passage: string | undefined, quote: string) {
  const at = passage?.indexOf(quote) ?? -1;
  if (!passage || at < 0) return <mark>{quote}</mark>;
  return (
    <>
      {withHeadings(passage.slice(0, at).trimStart())}
      <mark>{quote}</mark>
      {withHeadings(passage.slice(at + quote.length).trimEnd())}
    </>
  );
}

/** Headings look like some; everything else stays as it is written. */
function withHeadings(text: string) {
  return text.split(/^#{1,6} (.*)$/m).map((piece, at) => (at % 2 === 1 ? <strong key={at}>{piece}</strong> : piece));
}
