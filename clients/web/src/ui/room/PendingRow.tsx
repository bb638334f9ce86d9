import { wordsFor } from '../../api/words';
import type { Pending } from '../../state/outbox';
import { useChat } from '../context';
import { Avatar } from '../shared/Avatar';
import { Icon } from '../shared/Icon';
import { MessageText } from './MessageText';

/** A message that is not known to be stored yet. */
export function PendingRow({ pending }: { pending: Pending }) {
  const { chat } = useChat();
  const { state, failure } = pending;
  return (
    <article className={`message pending ${state}`} data-row tabIndex={-1} aria-label={`${chat.me.name}: ${state === 'failed' ? 'not sent' : 'sending'}`}>
      <Avatar person={{ ...chat.me, isAgent: false }} />
      <div className="message-main">
        <header className="message-head">
          <strong>{chat.me.name}</strong>
          <span className="message-time">{state === 'failed' ? 'Not sent' : state === 'sending' ? 'Sending…' : 'Waiting to be sent'}</span>
        </header>
        <MessageText text={pending.text} isMarkdown citations={[]} />
        {state === 'failed' && (
          <p className="message-failed" role="alert">
            {failure && wordsFor(failure)}
            <button type="button" className="link-button" onClick={() => chat.outbox.retry(pending.clientId)}>
              <Icon name="retry" /> Send again
            </button>
            <button type="button" className="link-button" onClick={() => chat.outbox.discard(pending.clientId)}>
              Discard
            </button>
          </p>
        )}
      </div>
    </article>
  );
}
