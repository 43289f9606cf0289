import type { ReactNode } from 'react';
import { fold } from '@shared/domain/search';
import styles from './Highlight.module.css';

/** Marks the words searched for, accents and case ignored. */
export function Highlight({ text, words }: { text: string; words: string }) {
  const wanted = fold(words)
    .split(/\s+/)
    .filter((word) => word.length > 1);
  if (wanted.length === 0) return text;
  // Folding character by character keeps the positions of the original text.
  const characters = [...text];
  const folded = characters.map((character) => fold(character).charAt(0) || ' ').join('');
  const marked = new Array<boolean>(characters.length).fill(false);
  for (const word of wanted) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
      marked.fill(true, at, at + word.length);
  }
  const parts: ReactNode[] = [];
  for (let at = 0; at < characters.length;) {
    let end = at;
    while (end < characters.length && marked[end] === marked[at]) end += 1;
    const piece = characters.slice(at, end).join('');
    parts.push(
      marked[at] ? (
        <mark key={at} className={styles.mark}>
          {piece}
        </mark>
      ) : (
        piece
      ),
    );
    at = end;
  }
  return parts;
}
