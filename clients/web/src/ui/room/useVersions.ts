import { useState } from 'react';
import type { AnswerVersion, Message } from '../../state/model';
import { useChat } from '../context';
import { useRoom } from './roomContext';

export interface Versions {
  /** An older text that is shown in place of the newest. */
  shown: AnswerVersion | undefined;
  /** From 1. */
  at: number;
  count: number;
  show(at: number): void;
}

/** The texts of an answer that was made again. Older ones are read when somebody wants to see them. */
export function useVersions({ id, answer, asOf }: Message): Versions {
  const { chat } = useChat();
  const { room } = useRoom();
  const [read, setRead] = useState<{ asOf: number; all: readonly AnswerVersion[]; at: number }>();
  const isRead = read?.asOf === asOf;
  const count = isRead ? read.all.length : (answer?.version ?? 0);
  const at = isRead ? read.at : count;

  async function show(wanted: number) {
    const all = isRead ? read.all : await chat.versions(room.state.value.facts.id, id);
    if (all.length > 0) setRead({ asOf, all, at: Math.min(Math.max(1, wanted), all.length) });
  }

  return { shown: isRead && at < count ? read.all[at - 1] : undefined, at, count, show: (wanted) => void show(wanted) };
}
