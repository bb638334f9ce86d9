import { useState } from 'react';
import type { Message } from '../../state/model';
import { useChat } from '../context';
import { GrowingText } from '../shared/GrowingText';
import { useRoom } from './roomContext';

/** Changes the text of a message in its place. */
export function EditForm({ message }: { message: Message }) {
  const { chat } = useChat();
  const { room, setEditing } = useRoom();
  const [text, setText] = useState(message.text);

  const isAnswered = room.state.value.timeline.messages.some((one) => one.answer?.questionId === message.id && !one.isDeleted);

  async function save(rerun = false) {
    const said = text.trim();
    if (!said || said === message.text || (await chat.edit(room.state.value.facts.id, message.id, said, rerun))) setEditing(undefined);
  }

  return (
    <form
      className="edit-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <GrowingText value={text} label="Edit message" autoFocus onChange={setText} onEnter={() => void save()} onEscape={() => setEditing(undefined)} />
      <p className="fine">
        <button type="submit" className="link-button">
          Save
        </button>{' '}
        with Enter,{' '}
        {isAnswered && (
          <>
            <button type="button" className="link-button" onClick={() => void save(true)}>
              save and ask again
            </button>
            ,{' '}
          </>
        )}
        <button type="button" className="link-button" onClick={() => setEditing(undefined)}>
          cancel
        </button>{' '}
        with Esc
      </p>
    </form>
  );
}
