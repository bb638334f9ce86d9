import { Code } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../src/api/failure';
import { Outbox } from '../src/state/outbox';

const gone = new Failure(Code.Unavailable, 'SERVER_DRAINING', '');

describe('the outbox', () => {
  let isOpen: boolean;
  let sent: string[];
  let outbox: Outbox;
  beforeEach(() => {
    vi.useFakeTimers();
    [isOpen, sent] = [true, []];
    outbox = new Outbox(({ clientId }) => (isOpen ? sent.push(clientId) > 0 : false));
  });
  afterEach(() => vi.useRealTimers());
  const states = () => outbox.pending.value.map((one) => one.state);

  it('sends one message of a room at a time, in order', () => {
    outbox.add('tea', 'one', 'a');
    outbox.add('tea', 'two', 'b');
    outbox.add('sea', 'three', 'c');
    expect(sent).toEqual(['a', 'c']);
    outbox.settled('a');
    expect(sent).toEqual(['a', 'c', 'b']);
  });

  it('keeps what is written without a connection, and sends it under the same id when there is one', () => {
    isOpen = false;
    outbox.add('tea', 'one', 'a');
    expect([sent, states()]).toEqual([[], ['waiting']]);
    isOpen = true;
    outbox.connected();
    outbox.disconnected();
    outbox.connected();
    expect(sent).toEqual(['a', 'a']);
    outbox.settled('a');
    outbox.settled('a');
    expect(outbox.pending.value).toEqual([]);
  });

  it('asks again when no answer comes', () => {
    outbox.add('tea', 'one', 'a');
    vi.advanceTimersByTime(21_000);
    expect(sent).toEqual(['a', 'a']);
  });

  it('tries again by itself after what passes, as late as the server says', () => {
    outbox.add('tea', 'one', 'a');
    outbox.refused('a', new Failure(Code.ResourceExhausted, 'SLOW_MODE', '', {}, 9_000));
    vi.advanceTimersByTime(8_900);
    expect(sent).toEqual(['a']);
    vi.advanceTimersByTime(200);
    expect(sent).toEqual(['a', 'a']);
  });

  it('gives up after a while, and a person may try once more', () => {
    outbox.add('tea', 'one', 'a');
    for (let tries = 0; tries < 6; tries++) {
      outbox.refused('a', gone);
      vi.advanceTimersByTime(60_000);
    }
    expect(states()).toEqual(['failed']);
    outbox.retry('a');
    expect(states()).toEqual(['sending']);
  });

  it('fails at once for what waiting does not mend, and lets the next one through', () => {
    outbox.add('tea', 'one', 'a');
    outbox.add('tea', 'two', 'b');
    outbox.refused('a', new Failure(Code.ResourceExhausted, 'MESSAGE_TOO_LARGE', ''));
    expect([states(), sent]).toEqual([['failed', 'sending'], ['a', 'b']]);
    outbox.discard('a');
    expect(states()).toEqual(['sending']);
  });
});
