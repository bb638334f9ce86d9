import { useState } from 'react';
import { CompactionReason, PassageUse, RatingVerdict, type Explanation } from '../../gen/groupchat/agent/v1/explanation_pb';
import { useChat } from '../context';
import { plural } from '../shared/format';
import { useRoom } from './roomContext';

const USES: Partial<Record<PassageUse, string>> = {
  [PassageUse.READ_BEFORE]: 'read for an earlier question',
  [PassageUse.OUT_OF_SCOPE]: 'not for this agent',
  [PassageUse.NO_ROOM]: 'left out: no room',
  [PassageUse.TOO_MANY]: 'left out: others fit better',
};

const CHANGES: Partial<Record<CompactionReason, string>> = {
  [CompactionReason.CONTEXT_FULL]: 'the oldest part was summarised',
  [CompactionReason.MESSAGE_EDITED]: 'a message was edited',
  [CompactionReason.MESSAGE_GONE]: 'a message was deleted',
  [CompactionReason.DOCUMENT_GONE]: 'a document is gone',
  [CompactionReason.AGENT_CHANGED]: 'the agent was changed',
  [CompactionReason.TOO_MUCH_SAID]: 'older messages were left out',
  [CompactionReason.SUMMARY_DROPPED]: 'a summary was dropped',
  [CompactionReason.ROOM_UNAVAILABLE]: 'the room could not be read',
};

/** Below a finished answer: what one thinks of it, and what it was made from. */
export function AnswerOrigin({ messageId }: { messageId: string }) {
  const { api, chat } = useChat();
  const { room } = useRoom();
  const [verdict, setVerdict] = useState(RatingVerdict.UNSPECIFIED);
  const [explanation, setExplanation] = useState<Explanation>();
  const roomId = room.state.value.facts.id;

  const rate = (wanted: RatingVerdict) => {
    const next = wanted === verdict ? RatingVerdict.UNSPECIFIED : wanted;
    api.agents.rateAnswer({ roomId, messageId, verdict: next }).then(
      () => setVerdict(next),
      (error: unknown) => chat.say(error),
    );
  };
  const explain = () => {
    if (explanation) return setExplanation(undefined);
    api.agents.explainAnswer({ roomId, messageId }).then(
      (response) => setExplanation(response.explanation),
      (error: unknown) => chat.say(error),
    );
  };

  return (
    <div className="answer-origin">
      <button type="button" className="link-button" aria-pressed={verdict === RatingVerdict.UP} onClick={() => rate(RatingVerdict.UP)}>
        Good answer
      </button>
      <button type="button" className="link-button" aria-pressed={verdict === RatingVerdict.DOWN} onClick={() => rate(RatingVerdict.DOWN)}>
        Bad answer
      </button>
      <button type="button" className="link-button" aria-expanded={explanation !== undefined} onClick={explain}>
        How it was made
      </button>
      {explanation && <Details explanation={explanation} />}
    </div>
  );
}

function Details({ explanation: { queries, passages, prompt, modelId, removedQuotes } }: { explanation: Explanation }) {
  return (
    <dl className="explanation" aria-label="How the answer was made">
      <dt>Searched for</dt>
      {queries.map((query) => (
        <dd key={query.text}>
          {query.text} ({plural(query.foundCount, 'passage')})
        </dd>
      ))}
      <dt>Found</dt>
      {passages.length === 0 && <dd>nothing</dd>}
      {passages.map((passage) => (
        <dd key={passage.passageId}>
          {[passage.documentTitle || 'a document that is gone', ...passage.headings.filter((heading) => heading !== passage.documentTitle)].join(' › ')}
          {USES[passage.use] && <em> {USES[passage.use]}</em>}
        </dd>
      ))}
      <dt>Read by {modelId}</dt>
      {prompt && (
        <dd>
          {prompt.estimated && 'about '}
          {plural(prompt.tokens, 'token')}, {plural(prompt.messageCount, 'message')}
          {prompt.hasSummary && ' and a summary'}
        </dd>
      )}
      {prompt?.compactions.map((change, at) => <dd key={at}>{CHANGES[change.reason]}</dd>)}
      {removedQuotes > 0 && <dd>{plural(removedQuotes, 'quote')} taken out: not in the documents</dd>}
    </dl>
  );
}
