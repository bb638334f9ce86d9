import type { Person } from '../../state/model';
import { Icon } from './Icon';

const HUES = 8;

/** Initials on a colour that stays with the person. */
export function Avatar({ person, size = '' }: { person: Person; size?: '' | 'small' }) {
  return (
    <span className={`avatar ${size} ${person.isAgent ? 'agent' : `hue-${hue(person.id)}`}`} aria-hidden="true">
      {person.isAgent ? <Icon name="spark" /> : initials(person.name)}
    </span>
  );
}

function hue(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('').toUpperCase() || '?';
}
