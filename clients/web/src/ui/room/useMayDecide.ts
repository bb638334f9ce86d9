import { useEffect, useState } from 'react';
import { MemberRole } from '../../gen/groupchat/chat/v1/room_pb';
import type { Answer } from '../../state/model';
import { useChat } from '../context';
import { useRoom } from './roomContext';

/** Whether the reader may approve or refuse a call that waits: whoever asked may, and moderators and owners. The server decides. */
export function useMayDecide(answer: Answer): boolean {
  const { api, chat } = useChat();
  const { room } = useRoom();
  const { facts, timeline } = room.state.value;
  const isWaiting = answer.calls.some((call) => call.state === 'waiting');
  const question = timeline.messages.find((one) => one.id === answer.questionId);
  const isMine = question?.author.id === chat.me.id;
  const [isModerator, setModerator] = useState(false);

  // A role may have changed since the last call: it is read when one waits.
  useEffect(() => {
    if (!isWaiting || isMine) return;
    let isOver = false;
    api.chat.getMember({ roomId: facts.id, userId: chat.me.id }).then(
      ({ member }) => {
        if (!isOver) setModerator(member?.role === MemberRole.MODERATOR || member?.role === MemberRole.OWNER);
      },
      () => {
        // Not known: then nothing is offered that the server would refuse.
      },
    );
    return () => {
      isOver = true;
    };
  }, [api, chat.me.id, facts.id, isMine, isWaiting]);

  return isMine || isModerator;
}
