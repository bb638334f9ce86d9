import { reasonText } from '../../api/words';
import type { Answer, Message } from '../../state/model';
import { useChat } from '../context';
import { placeOf } from '../panels/CitationPanel';
import { Icon } from '../shared/Icon';
import { TypingDots } from '../shared/TypingDots';
import { AnswerOrigin } from './AnswerOrigin';
import { useRoom } from './roomContext';
import { ToolCalls } from './ToolCalls';
import type { Versions } from './useVersions';

const PHASES: Record<Answer['phase'], string> = { queued: 'Waiting…', retrieving: 'Looking through the documents…', generating: 'Writing…', tools: 'Using tools…', approval: 'Waiting for your approval…' };

/** Below an answer: how it goes on, how it ended, and what it rests on. */
export function AnswerFoot({ message, answer, versions }: { message: Message; answer: Answer; versions: Versions }) {
  return (
    <>
      <ToolCalls message={message} answer={versions.shown?.answer ?? answer} />
      {answer.state === 'generating' ? <Growing message={message} answer={answer} /> : <Ended message={message} answer={answer} versions={versions} />}
    </>
  );
}

function Ended({ message, answer, versions }: { message: Message; answer: Answer; versions: Versions }) {
  const shown = versions.shown?.answer ?? answer;
  return (
    <>
      <Ending answer={shown} />
      {shown.citations.length > 0 && <Sources answer={shown} />}
      {answer.version > 1 && <VersionSwitch versions={versions} />}
      {answer.state === 'complete' && !versions.shown && <AnswerOrigin messageId={message.id} />}
    </>
  );
}

function VersionSwitch({ versions: { at, count, show } }: { versions: Versions }) {
  return (
    <p className="versions" role="group" aria-label="Versions of this answer">
      <button type="button" aria-label="Older version" disabled={at <= 1} onClick={() => show(at - 1)}>
        ‹
      </button>
      <span aria-live="polite">
        {at}/{count}
      </span>
      <button type="button" aria-label="Newer version" disabled={at >= count} onClick={() => show(at + 1)}>
        ›
      </button>
    </p>
  );
}

function stage({ phase, wait }: Answer): string {
  if (!wait) return PHASES[phase];
  return 'ahead' in wait ? `Waiting for the model, ${wait.ahead} before it…` : `Reading what was said, ${wait.percent} %…`;
}

function Growing({ message, answer }: { message: Message; answer: Answer }) {
  const { chat } = useChat();
  const { room } = useRoom();
  return (
    <p className="answer-growing">
      <TypingDots />
      {stage(answer)}
      <button type="button" className="stop" onClick={() => void chat.stopAnswer(room.state.value.facts.id, message.id)}>
        <Icon name="stop" /> Stop
      </button>
    </p>
  );
}

function Ending({ answer }: { answer: Answer }) {
  if (answer.state === 'cancelled') return <p className="answer-ending">Stopped{answer.cancelledBy && ` by ${answer.cancelledBy}`}.</p>;
  if (answer.state === 'failed' || answer.state === 'interrupted') return <p className="answer-ending bad">No full answer: {reasonText(answer.failureReason) || 'something went wrong.'}</p>;
  return null;
}

function Sources({ answer }: { answer: Answer }) {
  const { showCitation } = useRoom();
  return (
    <ol className="sources" aria-label="Sources">
      {answer.citations.map((citation) => (
        <li key={citation.marker}>
          <button type="button" className="source" onClick={() => showCitation(citation)}>
            <span className="source-number">{citation.marker}</span>
            <span className="source-title">{citation.documentTitle}</span>
            <span className="source-place">{placeOf(citation)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
