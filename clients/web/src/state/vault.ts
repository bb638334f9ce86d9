/** Keeps the refresh token over a reload. See README.md for what is kept where, and why. */
export interface Vault {
  read(): string;
  /** An empty token forgets. */
  write(token: string): void;
  /** Runs one task at a time, over all tabs of this browser. */
  exclusively<T>(task: () => Promise<T>): Promise<T>;
  /** Another tab has written. */
  onChange(listener: () => void): void;
}

const KEY = 'groupchat.refresh';

export class BrowserVault implements Vault {
  #here = '';

  read(): string {
    try {
      return localStorage.getItem(KEY) ?? '';
    } catch {
      return this.#here; // Storage is switched off: it lasts as long as the page.
    }
  }

  write(token: string): void {
    this.#here = token;
    try {
      if (token) localStorage.setItem(KEY, token);
      else localStorage.removeItem(KEY);
    } catch {
      // Kept in memory.
    }
  }

  exclusively<T>(task: () => Promise<T>): Promise<T> {
    // Locks exist on safe origins only. Elsewhere the server forgives two tabs that refresh at the same moment.
    return navigator.locks ? (navigator.locks.request(KEY, task) as Promise<T>) : task();
  }

  onChange(listener: () => void): void {
    addEventListener('storage', (event) => {
      if (event.key === KEY || event.key === null) listener();
    });
  }
}
