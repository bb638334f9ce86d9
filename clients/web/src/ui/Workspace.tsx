import { useEffect, useState } from 'react';
import { wordsFor } from '../api/words';
import { Announcer } from './Announcer';
import { useChat } from './context';
import { FindRoom } from './FindRoom';
import { useRoute, useStore } from './hooks';
import { RoomView } from './room/RoomView';
import { Sidebar } from './Sidebar';

/** The list of rooms beside the one that is open. */
export function Workspace() {
  const { chat } = useChat();
  const status = useStore(chat.status);
  const rooms = useStore(chat.rooms);
  const [roomId, go] = useRoute();
  const [isFinding, setFinding] = useState(false);
  const room = rooms.get(roomId);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setFinding(true);
      } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
        event.preventDefault();
        const ids = [...rooms.keys()];
        const next = ids[(ids.indexOf(roomId) + (event.key === 'ArrowUp' ? -1 : 1) + ids.length) % ids.length];
        if (next) go(next);
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [rooms, roomId, go]);

  useEffect(() => {
    document.title = room ? `${room.state.value.facts.name} · GroupChat` : 'GroupChat';
  }, [room]);

  return (
    <div className="workspace" data-view={roomId ? 'room' : 'list'}>
      <Sidebar activeId={roomId} onOpen={go} onFind={() => setFinding(true)} />
      {room ? <RoomView key={roomId} room={room} onBack={() => go('')} /> : <Blank roomId={roomId} isLoaded={status.isLoaded} hasRooms={rooms.size > 0} onFind={() => setFinding(true)} />}
      {status.failure && (
        <div className="toast" role="alert">
          {wordsFor(status.failure)}
          <button type="button" className="button" onClick={() => void chat.start()}>
            Try again
          </button>
        </div>
      )}
      <Trouble />
      {isFinding && <FindRoom onClose={() => setFinding(false)} onOpen={go} />}
      <Announcer room={room} />
    </div>
  );
}

function Blank({ roomId, isLoaded, hasRooms, onFind }: { roomId: string; isLoaded: boolean; hasRooms: boolean; onFind: () => void }) {
  const { chat } = useChat();
  if (!isLoaded) return <main className="blank" aria-busy="true" />;
  return (
    <main className="blank">
      <div className="blank-card">
        <h1>{roomId ? 'You are not in this room.' : hasRooms ? 'Pick a room.' : 'No rooms yet.'}</h1>
        <p>{roomId ? 'Join it, if it is open to everybody, or find another one.' : 'Find one that is open to everybody, or make your own.'}</p>
        {roomId && (
          <button type="button" className="button primary" onClick={() => void chat.join(roomId).catch((error: unknown) => chat.say(error))}>
            Join
          </button>
        )}
        <button type="button" className={`button ${roomId ? '' : 'primary'}`} onClick={onFind}>
          Find or make a room
        </button>
        <p className="fine keys">
          <kbd>Ctrl</kbd> <kbd>K</kbd> finds a room, <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> go from room to room.
        </p>
      </div>
    </main>
  );
}

/** What failed, until it is read. */
function Trouble() {
  const { chat } = useChat();
  const trouble = useStore(chat.trouble);
  useEffect(() => {
    if (!trouble) return;
    const timer = setTimeout(() => chat.trouble.set(undefined), 8_000);
    return () => clearTimeout(timer);
  }, [trouble, chat]);
  if (!trouble) return null;
  return (
    <div className="toast" role="alert">
      {wordsFor(trouble)}
      <button type="button" className="button" onClick={() => chat.trouble.set(undefined)}>
        Close
      </button>
    </div>
  );
}
