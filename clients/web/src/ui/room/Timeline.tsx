import { Fragment, useEffect, type KeyboardEvent } from 'react';
import type { Message } from '../../state/model';
import { useChat } from '../context';
import { useStore } from '../hooks';
import { Icon } from '../shared/Icon';
import { TypingDots } from '../shared/TypingDots';
import { formatDay, formatNames, isSameDay } from '../shared/format';
import { MessageRow } from './MessageRow';
import { PendingRow } from './PendingRow';
import { useRoom } from './roomContext';
import { useScroll } from './useScroll';
import { useWindow } from './useWindow';

const TOGETHER = 5 * 60_000;

/** What was said, with more of it when the reader comes to its beginning. */
export function Timeline() {
  const { chat } = useChat();
  const { room } = useRoom();
  const { facts, timeline, typing } = useStore(room.state);
  const pending = useStore(chat.outbox.pending).filter((one) => one.roomId === facts.id);
  const shown = useWindow(timeline.messages);
  const { unreadFrom } = timeline;
  const firstNew = unreadFrom === undefined ? undefined : timeline.messages.find((message) => message.sequence > unreadFrom && message.author.id !== chat.me.id);
  const lastPending = pending.at(-1)?.clientId;
  const scroll = useScroll((edge) => {
    if (edge === 'bottom') return shown.hasNewer ? shown.down() : undefined;
    if (shown.hasOlder) shown.up();
    else void chat.loadOlder(facts.id);
  });

  const isSeen = scroll.isAtEnd && !shown.hasNewer && timeline.status === 'ready';
  const head = timeline.messages.at(-1)?.sequence;
  useEffect(() => {
    const look = () => isSeen && document.visibilityState === 'visible' && chat.read(facts.id);
    look();
    document.addEventListener('visibilitychange', look);
    const stop = chat.connection.state.subscribe(look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      stop();
    };
  }, [isSeen, head, chat, facts.id]);
  // What one writes oneself is always looked at.
  useEffect(() => {
    if (!lastPending) return;
    shown.toNewest();
    scroll.toEnd();
  }, [lastPending]);

  return (
    <div className="timeline-box">
      <div className="timeline" ref={scroll.box} onScroll={scroll.onScroll} onKeyDown={walk} role="log" aria-live="off" aria-label={`Messages in ${facts.name}`} tabIndex={0}>
        <div className="timeline-rows">
          <Beginning />
          {shown.items.map((message, at) => {
            const before = shown.items[at - 1];
            const isNewDay = !before || !isSameDay(before.time, message.time);
            const isFirstNew = message === firstNew;
            return (
              <Fragment key={message.id}>
                {isNewDay && <Divider text={formatDay(message.time)} />}
                {isFirstNew && <Divider text="New" isNew />}
                <MessageRow message={message} isFollowing={!isNewDay && !isFirstNew && follows(before, message)} />
              </Fragment>
            );
          })}
          {!shown.hasNewer && pending.map((one) => <PendingRow key={one.clientId} pending={one} />)}
        </div>
      </div>
      <p className="typing" aria-live="off">
        {typing.length > 0 && (
          <>
            <TypingDots />
            {formatNames(typing.map((one) => one.name))} {typing.length === 1 ? 'is' : 'are'} typing
          </>
        )}
      </p>
      {(!scroll.isAtEnd || shown.hasNewer) && timeline.status === 'ready' && (
        <button type="button" className="to-end" onClick={() => (shown.toNewest(), scroll.toEnd())}>
          <Icon name="down" /> Newest
        </button>
      )}
    </div>
  );
}

/** What stands above the first message that is shown. */
function Beginning() {
  const { chat } = useChat();
  const { room } = useRoom();
  const { facts, timeline } = useStore(room.state);
  if (timeline.status === 'failed')
    return (
      <div className="beginning" role="alert">
        <p>The messages could not be loaded.</p>
        <button type="button" className="button" onClick={() => void chat.open(facts.id)}>
          Try again
        </button>
      </div>
    );
  if (timeline.status !== 'ready') return <Skeleton />;
  if (timeline.older)
    return (
      <div className="beginning">
        <button type="button" className="link-button" onClick={() => void chat.loadOlder(facts.id)}>
          {timeline.isLoadingOlder ? 'Loading…' : 'Earlier messages'}
        </button>
      </div>
    );
  return (
    <div className="beginning">
      <h2>{facts.name}</h2>
      <p>{timeline.messages.length > 0 ? 'This is where the room begins.' : 'Nobody has said anything yet. Write the first message, or drop a document and ask @assistant about it.'}</p>
    </div>
  );
}

function Skeleton() {
  return (
    <div className="skeleton" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}

function Divider({ text, isNew = false }: { text: string; isNew?: boolean }) {
  return (
    <div className={`divider ${isNew ? 'new' : ''}`} role="separator">
      <span>{text}</span>
    </div>
  );
}

function follows(before: Message | undefined, message: Message): boolean {
  return before !== undefined && before.author.id === message.author.id && message.time - before.time < TOGETHER && !message.answer && !before.answer && !message.replyTo;
}

/** Up and down go from message to message. */
function walk(event: KeyboardEvent<HTMLElement>) {
  if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const isInside = at >= 0 && rows[at] !== document.activeElement;
  if (isInside && document.activeElement instanceof HTMLTextAreaElement) return;
  event.preventDefault();
  const next = at < 0 ? rows.at(-1) : rows[at + (event.key === 'ArrowUp' ? -1 : 1)];
  next?.focus();
}
