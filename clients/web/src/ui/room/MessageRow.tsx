import { memo, useState } from 'react';
import type { Message } from '../../state/model';
import { useChat } from '../context';
import { Avatar } from '../shared/Avatar';
import { IconButton } from '../shared/Icon';
import { formatFull, formatTime } from '../shared/format';
import { AnswerFoot } from './AnswerFoot';
import { EditForm } from './EditForm';
import { MessageText } from './MessageText';
import { useRoom } from './roomContext';
import { useVersions } from './useVersions';

const EMOJI = ['👍', '❤️', '😂', '🎉', '👀', '🤔'];

/** One message and what can be done with it. */
export const MessageRow = memo(function MessageRow({ message, isFollowing }: { message: Message; isFollowing: boolean }) {
  const { chat } = useChat();
  const { editing } = useRoom();
  const { author, answer } = message;
  const versions = useVersions(message);
  const isMine = author.id === chat.me.id;
  const mentionsMe = message.mentions.includes(chat.me.id);
  const kind = [isFollowing && 'following', answer && 'answer', mentionsMe && 'mentions-me', message.isDeleted && 'deleted'].filter(Boolean).join(' ');
  return (
    <article className={`message ${kind}`} data-row data-id={message.id} tabIndex={-1} aria-label={`${author.name}, ${formatTime(message.time)}`}>
      {isFollowing ? <time className="message-side-time">{formatTime(message.time)}</time> : <Avatar person={author} />}
      <div className="message-main">
        {!isFollowing && (
          <header className="message-head">
            <strong>{author.name}</strong>
            {author.isAgent && <span className="tag">agent</span>}
            <time className="message-time" dateTime={new Date(message.time).toISOString()} title={formatFull(message.time)}>
              {formatTime(message.time)}
            </time>
          </header>
        )}
        <Said message={versions.shown ? { ...message, ...versions.shown } : message} isEditing={editing === message.id} />
        {answer && !message.isDeleted && <AnswerFoot message={message} answer={answer} versions={versions} />}
        <Reactions message={message} />
      </div>
      {!message.isDeleted && editing !== message.id && <Actions message={message} isMine={isMine} />}
    </article>
  );
});

function Said({ message, isEditing }: { message: Message; isEditing: boolean }) {
  if (message.isDeleted) return <p className="message-text gone">This message was deleted.</p>;
  if (isEditing) return <EditForm message={message} />;
  if (!message.text) return null;
  return (
    <>
      <MessageText text={message.text} isMarkdown={message.isMarkdown} citations={message.answer?.citations ?? []} />
      {message.isEdited && <span className="edited">edited</span>}
    </>
  );
}

function Reactions({ message }: { message: Message }) {
  const { chat } = useChat();
  const { room } = useRoom();
  if (message.reactions.length === 0) return null;
  return (
    <ul className="reactions" aria-label="Reactions">
      {message.reactions.map(({ emoji, count, mine }) => (
        <li key={emoji}>
          <button type="button" className="reaction" aria-pressed={mine} aria-label={`${emoji}, ${count}`} onClick={() => void chat.react(room.state.value.facts.id, message.id, emoji, !mine)}>
            <span>{emoji}</span> {count}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Actions({ message, isMine }: { message: Message; isMine: boolean }) {
  const { chat } = useChat();
  const { room, setEditing } = useRoom();
  const [isPicking, setPicking] = useState(false);
  const roomId = room.state.value.facts.id;
  // A question that is not loaded may be the reader's own; the server knows.
  const question = room.state.value.timeline.messages.find((one) => one.id === message.answer?.questionId);
  const isAskedByMe = !question || question.author.id === chat.me.id;
  if (message.answer?.state === 'generating') return null;

  function react(emoji: string) {
    setPicking(false);
    const mine = message.reactions.some((one) => one.emoji === emoji && one.mine);
    void chat.react(roomId, message.id, emoji, !mine);
  }

  return (
    <div className={`message-actions ${isPicking ? 'open' : ''}`} role="toolbar" aria-label="Message" onKeyDown={(event) => event.key === 'Escape' && setPicking(false)}>
      {isPicking && (
        <span className="picker">
          {EMOJI.map((emoji) => (
            <button key={emoji} type="button" className="emoji" aria-label={`React with ${emoji}`} onClick={() => react(emoji)}>
              {emoji}
            </button>
          ))}
        </span>
      )}
      <IconButton name="smile" label="React" aria-expanded={isPicking} onClick={() => setPicking((now) => !now)} />
      {message.answer && isAskedByMe && <IconButton name="retry" label="Answer again" onClick={() => void chat.regenerate(roomId, message.id)} />}
      {isMine && <IconButton name="edit" label="Edit" onClick={() => setEditing(message.id)} />}
      {isMine && <IconButton name="trash" label="Delete" onClick={() => void chat.delete(roomId, message.id)} />}
    </div>
  );
}
