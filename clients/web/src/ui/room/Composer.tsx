import { useEffect, useRef, useState } from 'react';
import { useChat } from '../context';
import { useStore } from '../hooks';
import { GrowingText } from '../shared/GrowingText';
import { Icon, IconButton } from '../shared/Icon';
import { useRoom } from './roomContext';

const TYPES = '.md,.markdown,.txt,.text,text/plain,text/markdown';
/** What was being written in each room, for as long as the page lives. */
const drafts = new Map<string, string>();

/** Where messages are written. */
export function Composer() {
  const { chat, api } = useChat();
  const { room, documents, setEditing } = useRoom();
  const { facts } = useStore(room.state);
  const [text, setText] = useState(drafts.get(facts.id) ?? '');
  const [agents, setAgents] = useState<string[]>([]);
  const files = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    api.agents.listAgents({}).then((page) => setAgents(page.agents.map((agent) => agent.handle)), () => setAgents([]));
  }, [api]);

  function write(now: string) {
    setText(now);
    drafts.set(facts.id, now);
    chat.typing(facts.id, now.trim() !== '');
  }

  function send() {
    if (!text.trim()) return;
    chat.send(facts.id, text.trim());
    setText('');
    drafts.delete(facts.id);
  }

  function ask(handle: string) {
    if (!text.includes(`@${handle}`)) write(`@${handle} ${text}`);
    form.current?.querySelector('textarea')?.focus();
  }

  function editLast() {
    const mine = room.state.value.timeline.messages.findLast((message) => message.author.id === chat.me.id && !message.isDeleted);
    if (mine) setEditing(mine.id);
  }

  if (facts.isArchived) return <p className="composer-closed">This room is archived. It can be read, and nothing can be said in it.</p>;
  return (
    <form
      ref={form}
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <input ref={files} type="file" multiple hidden accept={TYPES} onChange={(event) => (documents.add([...(event.target.files ?? [])]), (event.target.value = ''))} />
      <div className="composer-box">
        <IconButton name="attach" label="Add documents" onClick={() => files.current?.click()} />
        <GrowingText value={text} label={`Message ${facts.name}`} placeholder={`Message ${facts.name}`} autoFocus={matchMedia('(hover: hover)').matches} onChange={write} onEnter={send} onUp={editLast} />
        {agents.slice(0, 2).map((handle) => (
          <button key={handle} type="button" className="ask" title={`Ask @${handle}`} aria-label={`Ask @${handle}`} aria-pressed={text.includes(`@${handle}`)} onClick={() => ask(handle)}>
            <Icon name="spark" />
            <span className="wide-only">Ask {handle}</span>
          </button>
        ))}
        <button type="submit" className="send" aria-label="Send" title="Send (Enter)" disabled={!text.trim()}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
