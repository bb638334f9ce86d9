import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApi, createSessions } from './api/clients';
import { Session } from './state/session';
import { BrowserVault } from './state/vault';
import { App } from './ui/App';
import './ui/styles/index.css';

let skew = 0;
const sessions = createSessions((time) => (skew = time - Date.now()));
const session = new Session(sessions, new BrowserVault(), () => Date.now() + skew);
const api = createApi(session);
void session.start();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App api={api} session={session} />
  </StrictMode>,
);
