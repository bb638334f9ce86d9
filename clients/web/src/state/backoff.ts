const FIRST = 500;
const MOST = 30_000;

/** How long to wait before try number `attempt` (from 0): doubled each time, and never the same for two pages. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(FIRST * 2 ** attempt, MOST);
  return most / 2 + (random() * most) / 2;
}
