import { useEffect, useMemo } from 'react';
import type { Api } from '../api/clients';
import { converse } from '../api/conversation';
import { eitherWay } from '../api/eitherWay';
import { watching } from '../api/watching';
import { wordsFor } from '../api/words';
import { Chat } from '../state/chat';
import type { Session } from '../state/session';
import { ChatContext } from './context';
import { useStore } from './hooks';
import { SignIn } from './SignIn';
import { Workspace } from './Workspace';

/** Who is signed in decides what there is to see. */
export function App({ api, session }: { api: Api; session: Session }) {
  const state = useStore(session.state);
  if (state.status === 'out') return <SignIn session={session} notice={state.notice} />;
  if (state.status === 'in') return <SignedIn key={state.userId} api={api} session={session} id={state.userId} name={state.name} />;
  return (
    <main className="splash" aria-busy={!state.failure}>
      <p className="splash-text">{state.failure ? wordsFor(state.failure) : 'Signing in…'}</p>
      {state.failure && (
        <button type="button" className="button" onClick={() => void session.start()}>
          Try again
        </button>
      )}
    </main>
  );
}

function SignedIn({ api, session, id, name }: { api: Api; session: Session; id: string; name: string }) {
  const chat = useMemo(() => new Chat(api, session, { id, name }, eitherWay(converse, watching(api.chat))), [api, session, id, name]);
  useEffect(() => {
    const hurry = () => document.visibilityState === 'visible' && chat.connection.retryNow();
    void chat.start();
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      chat.stop();
    };
  }, [chat]);
  return (
    <ChatContext value={{ api, session, chat }}>
      <Workspace />
    </ChatContext>
  );
}
