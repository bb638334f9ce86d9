import { createContext, use } from 'react';
import type { Citation } from '../../state/model';
import type { Room } from '../../state/room';
import type { RoomDocuments } from '../../state/uploads';

export interface RoomContextValue {
  room: Room;
  documents: RoomDocuments;
  /** The message whose text is being changed. */
  editing: string | undefined;
  setEditing(messageId: string | undefined): void;
  showCitation(citation: Citation): void;
}

export const RoomContext = createContext<RoomContextValue | undefined>(undefined);

export function useRoom(): RoomContextValue {
  const value = use(RoomContext);
  if (!value) throw new Error('outside of a room');
  return value;
}
