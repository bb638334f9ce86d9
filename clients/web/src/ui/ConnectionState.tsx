import { useChat } from './context';
import { useNow, useStore } from './hooks';

/** A word about the connection, beside the name. */
export function ConnectionState() {
  const { chat } = useChat();
  const { status } = useStore(chat.connection.state);
  const text = status === 'open' ? 'Connected' : status === 'connecting' ? 'Connecting…' : 'Not connected';
  return <span className={`connection ${status}`}>{text}</span>;
}

/** Over the conversation, while there is no connection. Nothing is shown for a moment's break. */
export function ConnectionBar() {
  const { chat } = useChat();
  const state = useStore(chat.connection.state);
  if (state.status === 'open' || state.status === 'off' || (state.status === 'connecting' && state.isFirst)) return null;
  return (
    <div className="connection-bar" role="status">
      <span className="pulse" aria-hidden="true" />
      <span>{state.status === 'connecting' ? 'Reconnecting…' : <Countdown until={state.until} />} What you write is sent then.</span>
      {state.status === 'waiting' && (
        <button type="button" className="link-button" onClick={() => chat.connection.retryNow()}>
          Try now
        </button>
      )}
    </div>
  );
}

function Countdown({ until }: { until: number }) {
  const seconds = Math.max(1, Math.ceil((until - useNow(500)) / 1000));
  return <>No connection. Next try in <span aria-hidden="true">{seconds} s.</span><span className="visually-hidden">a few seconds.</span></>;
}
