import { reasonText } from '../../api/words';
import type { Answer, Message } from '../../state/model';
import { useChat } from '../context';
import { placeOf } from '../panels/CitationPanel';
import { Icon } from '../shared/Icon';
import { TypingDots } from '../shared/TypingDots';
import { useRoom } from './roomContext';

const PHASES: Record<Answer['phase'], string> = { queued: 'Waiting…', retrieving: 'Looking through the documents…', generating: 'Writing…' };

/** Below an answer: how it goes on, how it ended, and what it rests on. */
export function AnswerFoot({ message, answer }: { message: Message; answer: Answer }) {
  if (answer.state === 'generating') return <Growing message={message} phase={answer.phase} />;
  return (
    <>
      <Ending answer={answer} />
      {answer.citations.length > 0 && <Sources answer={answer} />}
    </>
  );
}

function Growing({ message, phase }: { message: Message; phase: Answer['phase'] }) {
  const { chat } = useChat();
  const { room } = useRoom();
  return (
    <p className="answer-growing">
      <TypingDots />
      {PHASES[phase]}
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
