import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Failure } from '../api/failure';
import { wordsFor } from '../api/words';
import { newId } from '../state/ids';
import type { RoomFacts } from '../state/model';
import { useChat } from './context';
import { useStore } from './hooks';
import { Icon, IconButton } from './shared/Icon';
import { plural } from './shared/format';

/** Rooms to join, and a form to make one. */
export function FindRoom({ onClose, onOpen }: { onClose: () => void; onOpen: (roomId: string) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  useEffect(() => {
    dialog.current?.showModal();
    // A dialog that opens looks for the first thing in it, which is the button that closes it.
    search.current?.focus();
  }, []);

  function open(roomId: string) {
    onClose();
    onOpen(roomId);
  }

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="find-title" onClose={onClose} onClick={(event) => event.target === dialog.current && onClose()}>
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id="find-title">Rooms</h2>
          <IconButton name="close" label="Close" onClick={onClose} />
        </header>
        <label className="search">
          <Icon name="search" />
          <span className="visually-hidden">Find a room</span>
          <input ref={search} type="search" placeholder="Find a room" value={query} onChange={(event) => setQuery(event.target.value)} />
        </label>
        <Found query={query} onOpen={open} />
        <MakeRoom onMade={open} />
      </div>
    </dialog>
  );
}

function Found({ query, onOpen }: { query: string; onOpen: (roomId: string) => void }) {
  const { chat } = useChat();
  const mine = useStore(chat.rooms);
  const [rooms, setRooms] = useState<RoomFacts[] | undefined>();
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState('');

  async function load(token: string) {
    try {
      const page = await chat.findRooms(token);
      setRooms((old) => (token ? [...(old ?? []), ...page.rooms] : page.rooms));
      setNext(page.next);
    } catch (error) {
      setProblem(wordsFor(Failure.of(error)));
    }
  }
  useEffect(() => void load(''), []);

  async function enter(roomId: string) {
    try {
      await chat.join(roomId);
      onOpen(roomId);
    } catch (error) {
      setProblem(wordsFor(Failure.of(error)));
    }
  }

  const own = [...mine.values()].map((room) => room.state.value.facts).filter((facts) => facts.visibility !== 'public');
  const found = [...own, ...(rooms ?? [])].filter(({ name, topic, isArchived }) => !isArchived && `${name} ${topic}`.toLowerCase().includes(query.trim().toLowerCase()));
  return (
    <div className="found">
      <p className="problem" role="alert">
        {problem}
      </p>
      {!rooms && !problem && <p className="fine">Looking…</p>}
      {rooms && found.length === 0 && <p className="fine">{query ? 'No room is called like that. Make it below.' : 'There are no rooms yet. Make the first one.'}</p>}
      <ul>
        {found.map((room) => (
          <li key={room.id}>
            <button type="button" className="found-room" onClick={() => void enter(room.id)}>
              <Icon name={room.visibility === 'public' ? 'hash' : 'lock'} />
              <span className="found-text">
                <strong>{room.name}</strong>
                <span>{room.topic || plural(room.memberCount, 'member')}</span>
              </span>
              <span className="found-action">{mine.has(room.id) ? 'Open' : 'Join'}</span>
            </button>
          </li>
        ))}
      </ul>
      {next && (
        <button type="button" className="link-button" onClick={() => void load(next)}>
          More rooms
        </button>
      )}
    </div>
  );
}

function MakeRoom({ onMade }: { onMade: (roomId: string) => void }) {
  const { chat } = useChat();
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const [problem, setProblem] = useState('');
  const requestId = useRef(newId());

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return setProblem('A room needs a name.');
    try {
      onMade(await chat.createRoom(name.trim(), topic.trim(), isPrivate, requestId.current));
    } catch (error) {
      const failure = Failure.of(error);
      // What was refused is not remembered; what got lost may have been done.
      if (!failure.isTransient) requestId.current = newId();
      setProblem(wordsFor(failure));
    }
  }

  return (
    <details className="make">
      <summary>
        <Icon name="plus" /> Make a room
      </summary>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <label htmlFor="room-name">Name</label>
        <input id="room-name" value={name} maxLength={128} onChange={(event) => setName(event.target.value)} />
        <label htmlFor="room-topic">
          What it is about <span className="fine">(optional)</span>
        </label>
        <input id="room-topic" value={topic} maxLength={1024} onChange={(event) => setTopic(event.target.value)} />
        <label className="check">
          <input type="checkbox" checked={isPrivate} onChange={(event) => setPrivate(event.target.checked)} />
          <span>Private: only who is invited can find it</span>
        </label>
        <p className="problem" role="alert">
          {problem}
        </p>
        <button type="submit" className="button primary">
          Make room
        </button>
      </form>
    </details>
  );
}
