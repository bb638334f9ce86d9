import { useChat } from './context';
import { useStore } from './hooks';
import { ConnectionState } from './ConnectionState';
import type { Room } from '../state/room';
import { Avatar } from './shared/Avatar';
import { Icon, IconButton } from './shared/Icon';

/** The rooms of the person, what is new in each, and who they are. */
export function Sidebar({ activeId, onOpen, onFind }: { activeId: string; onOpen: (roomId: string) => void; onFind: () => void }) {
  const { chat, session } = useChat();
  const rooms = useStore(chat.rooms);
  const { isLoaded } = useStore(chat.status);
  return (
    <aside className="sidebar" aria-label="Rooms">
      <header className="sidebar-head">
        <p className="brand">
          <span className="brand-mark" aria-hidden="true" />
          GroupChat
        </p>
      </header>
      <nav className="room-list" aria-label="Your rooms">
        {isLoaded && rooms.size === 0 && <p className="fine pad">Rooms you join are listed here.</p>}
        <ul>
          {[...rooms].map(([id, room]) => (
            <RoomItem key={id} id={id} room={room} isActive={id === activeId} onOpen={onOpen} />
          ))}
        </ul>
        <button type="button" className="room-item more" onClick={onFind}>
          <Icon name="plus" />
          <span className="room-item-name">Find or make a room</span>
        </button>
      </nav>
      <footer className="sidebar-foot">
        <Avatar person={{ ...chat.me, isAgent: false }} />
        <div className="sidebar-me">
          <strong>{chat.me.name}</strong>
          <ConnectionState />
        </div>
        <IconButton name="out" label="Sign out" onClick={() => void session.signOut()} />
      </footer>
    </aside>
  );
}

function RoomItem({ id, room, isActive, onOpen }: { id: string; room: Room; isActive: boolean; onOpen: (roomId: string) => void }) {
  const { facts, unread, mentions } = useStore(room.state);
  const news = mentions > 0 ? `, ${mentions} mention you` : unread > 0 ? `, ${unread} unread` : '';
  return (
    <li>
      <button type="button" className={`room-item ${unread > 0 ? 'has-news' : ''}`} aria-current={isActive ? 'page' : undefined} aria-label={facts.name + news} onClick={() => onOpen(id)}>
        <Icon name={facts.visibility === 'public' ? 'hash' : 'lock'} />
        <span className="room-item-name">{facts.name}</span>
        {unread > 0 && <span className={`badge ${mentions > 0 ? 'mention' : ''}`}>{unread > 99 ? '99+' : unread}</span>}
      </button>
    </li>
  );
}
