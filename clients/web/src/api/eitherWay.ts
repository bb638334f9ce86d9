import type { Converse } from './conversation';

/**
 * The first way where it works. Where it has never come up, the next try goes the other way, and stays there until that ends: some
 * networks let no WebSocket through, and some servers are only away for a moment.
 */
export function eitherWay(first: Converse, other: Converse): Converse {
  let works = false;
  let failed = false;
  return (token, events) => {
    const isFirst = works || !failed;
    let isOpen = false;
    const over = () => (failed = isFirst && !isOpen);
    const conversation = (isFirst ? first : other)(token, {
      frame(frame) {
        isOpen ||= frame.frame.case === 'opened';
        works ||= isOpen && isFirst;
        events.frame(frame);
      },
      end(failure) {
        over();
        events.end(failure);
      },
    });
    return {
      send: (frame) => conversation.send(frame),
      close() {
        over();
        conversation.close();
      },
    };
  };
}
