import { useEffect, useState } from 'react';
import type { Person } from '../../state/model';
import { toPerson } from '../../state/mapping';
import { useChat } from '../context';
import { useStore } from '../hooks';
import { useRoom } from '../room/roomContext';
import { Avatar } from '../shared/Avatar';
import { Panel } from './Panel';

/** Members, those who are here first. */
export function PeoplePanel({ onClose, onLeft }: { onClose: () => void; onLeft: () => void }) {
  const { api, chat } = useChat();
  const { room } = useRoom();
  const { facts, present } = useStore(room.state);
  const [members, setMembers] = useState<Person[] | undefined>();
  const [isMore, setMore] = useState(false);
  useEffect(() => {
    api.chat.listMembers({ roomId: facts.id, pageSize: 200 }).then(
      (page) => (setMembers(page.members.map((member) => toPerson(member.participant))), setMore(page.nextPageToken !== '')),
      (error: unknown) => chat.say(error),
    );
  }, [api, chat, facts.id, facts.memberCount]);

  const isHere = (person: Person) => person.id === chat.me.id || person.isAgent || present.some((one) => one.id === person.id);
  const sorted = [...(members ?? [])].sort((a, b) => Number(isHere(b)) - Number(isHere(a)));
  return (
    <Panel title="People" onClose={onClose}>
      {!members && <p className="fine">Loading…</p>}
      <ul className="people">
        {sorted.map((person) => (
          <li key={person.id} className={isHere(person) ? 'here' : 'away'}>
            <Avatar person={person} size="small" />
            <span>{person.name}</span>
            {person.isAgent && <span className="tag">agent</span>}
            {person.id === chat.me.id && <span className="fine">you</span>}
            <span className="visually-hidden">{isHere(person) ? 'here' : 'not here'}</span>
          </li>
        ))}
      </ul>
      {isMore && <p className="fine">{facts.memberCount} members in all.</p>}
      {facts.visibility !== 'direct' && (
        <button type="button" className="button" onClick={() => void chat.leave(facts.id).then(onLeft, (error: unknown) => chat.say(error))}>
          Leave this room
        </button>
      )}
    </Panel>
  );
}
