import { createContext, use } from 'react';
import type { Api } from '../api/clients';
import type { Chat } from '../state/chat';
import type { Session } from '../state/session';

export interface ChatContextValue {
  api: Api;
  session: Session;
  chat: Chat;
}

export const ChatContext = createContext<ChatContextValue | undefined>(undefined);

export function useChat(): ChatContextValue {
  const value = use(ChatContext);
  if (!value) throw new Error('outside of a chat');
  return value;
}
