import { useEffect, useRef, useState } from 'react';
import type { Message } from '../state/model';
import type { Room } from '../state/room';
import { useChat } from './context';
import { useStore } from './hooks';

/** Tells screen readers what comes in: whole messages and finished answers, not their pieces. */
export function Announcer({ room }: { room: Room | undefined }) {
  return (
    <div className="visually-hidden" aria-live="polite">
      {room && <News key={room.state.value.facts.id} room={room} />}
    </div>
  );
}

function News({ room }: { room: Room }) {
  const { chat } = useChat();
  const [text, setText] = useState('');
  const { messages } = useStore(room.state).timeline;
  const seen = useRef<number | undefined>(undefined);
  const open = useRef(new Set<string>());

  useEffect(() => {
    const last = messages.at(-1)?.sequence ?? 0;
    const said = seen.current === undefined ? [] : messages.filter((message) => isNews(message, seen.current!, open.current, chat.me.id));
    open.current = new Set(messages.filter((message) => message.answer?.state === 'generating').map((message) => message.id));
    if (messages.length > 0) seen.current = Math.max(last, seen.current ?? 0);
    if (said.length > 0) setText(said.map((message) => `${message.author.name}: ${message.text}`).join('\n'));
  }, [messages, chat]);
  return <p>{text}</p>;
}

function isNews(message: Message, seen: number, open: ReadonlySet<string>, me: string): boolean {
  if (message.author.id === me || message.isDeleted || message.answer?.state === 'generating') return false;
  return message.sequence > seen || open.has(message.id);
}
