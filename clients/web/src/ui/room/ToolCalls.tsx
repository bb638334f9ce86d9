import { useState } from 'react';
import type { Answer, Message, ToolCall } from '../../state/model';
import { useChat } from '../context';
import { useRoom } from './roomContext';
import { useMayDecide } from './useMayDecide';

const STATES: Record<ToolCall['state'], string> = {
  waiting: 'wants to run',
  approved: 'approved',
  running: 'running…',
  done: 'done',
  failed: 'failed',
  refused: 'not run',
  expired: 'not run: nobody decided in time',
  cancelled: 'stopped',
  unknown: 'interrupted: it may have taken effect',
};

/** The tools that an agent used while it answered, and those that it wants somebody to approve. */
export function ToolCalls({ message, answer }: { message: Message; answer: Answer }) {
  const mayDecide = useMayDecide(answer);
  if (answer.calls.length === 0) return null;
  return (
    <ul className="tool-calls" aria-label="Tools">
      {answer.calls.map((call) => (
        <li key={call.number} className={`tool-call ${call.state}`}>
          <Call call={call} />
          {call.state === 'waiting' && mayDecide && <Decision message={message} call={call} />}
        </li>
      ))}
    </ul>
  );
}

/** What a call is made with and what came of it are texts from outside: shown as they are, never as anything else. */
function Call({ call }: { call: ToolCall }) {
  const by = call.decidedBy && ` (${call.state === 'refused' ? 'refused' : 'approved'} by ${call.decidedBy})`;
  return (
    <details open={call.state === 'waiting' || undefined}>
      <summary>
        <code>{call.tool}</code> {STATES[call.state]}
        {by}
      </summary>
      {call.reason && <p className="tool-call-reason">{call.reason}</p>}
      {call.arguments && <pre aria-label="Arguments">{call.arguments}</pre>}
      {call.result && <pre aria-label="Result">{call.result}</pre>}
    </details>
  );
}

function Decision({ message, call }: { message: Message; call: ToolCall }) {
  const { chat } = useChat();
  const { room } = useRoom();
  const [isDeciding, setDeciding] = useState(false);

  async function decide(approve: boolean) {
    setDeciding(true);
    await chat.decide(room.state.value.facts.id, message.id, call, approve);
    setDeciding(false);
  }

  return (
    <p className="tool-call-decision">
      <button type="button" className="approve" disabled={isDeciding} onClick={() => void decide(true)}>
        Approve
      </button>
      <button type="button" className="refuse" disabled={isDeciding} onClick={() => void decide(false)}>
        Refuse
      </button>
    </p>
  );
}
