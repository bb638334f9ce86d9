import { useState, type FormEvent } from 'react';
import { Failure } from '../api/failure';
import { wordsFor } from '../api/words';
import type { Session } from '../state/session';

/** A name is all it takes. */
export function SignIn({ session, notice }: { session: Session; notice: string }) {
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return setProblem('What should others call you?');
    setBusy(true);
    setProblem('');
    try {
      await session.signIn(name.trim(), deviceLabel());
    } catch (error) {
      setProblem(wordsFor(Failure.of(error)));
      setBusy(false);
    }
  }

  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={(event) => void submit(event)} noValidate>
        <p className="brand">
          <span className="brand-mark" aria-hidden="true" />
          GroupChat
        </p>
        <h1>Talk with people and agents, in the same room.</h1>
        {notice && (
          <p className="note" role="status">
            {notice}
          </p>
        )}
        <label htmlFor="name">Your name</label>
        <input id="name" name="name" value={name} maxLength={64} autoComplete="nickname" autoFocus aria-describedby="name-problem" aria-invalid={problem !== ''} onChange={(event) => setName(event.target.value)} />
        <p id="name-problem" className="problem" role="alert">
          {problem}
        </p>
        <button type="submit" className="button primary wide" disabled={isBusy}>
          {isBusy ? 'One moment…' : 'Come in'}
        </button>
        <p className="fine">No account, no password. You stay signed in on this browser until you sign out.</p>
      </form>
    </main>
  );
}

function deviceLabel(): string {
  const agent = navigator.userAgent;
  const browser = /Firefox|Edg|Chrome|Safari/.exec(agent)?.[0].replace('Edg', 'Edge') ?? 'Browser';
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(agent)?.[0];
  return system ? `${browser} on ${system}` : browser;
}
