import { useState } from 'react';
import { matches } from '@shared/domain/search';
import { t } from '@shared/i18n';
import { EMOJI } from './emoji';
import styles from './EmojiPicker.module.css';

const RECENT = 'central.emoji';

function readRecent(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(RECENT) ?? '[]');
    return Array.isArray(stored) ? stored.filter((one): one is string => typeof one === 'string').slice(0, 16) : [];
  } catch {
    return [];
  }
}

/** Small picker: the emoji people use with customers, searchable in three languages, with the recent ones first. */
export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const [text, setText] = useState('');
  const [recent] = useState(readRecent);
  const pick = (emoji: string) => {
    try {
      localStorage.setItem(RECENT, JSON.stringify([emoji, ...recent.filter((one) => one !== emoji)].slice(0, 16)));
    } catch {
      // Only the order of next time is lost.
    }
    onPick(emoji);
  };
  const groups = text
    ? [{ id: 'found', emoji: EMOJI.flatMap((group) => group.emoji).filter(([, words]) => matches(words, text)) }]
    : [...(recent.length > 0 ? [{ id: 'recent', emoji: recent.map((one) => [one, one] as const) }] : []), ...EMOJI];
  return (
    <div className={styles.picker}>
      <input
        type="search"
        className={styles.search}
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.groups}>
        {groups.map((group) => (
          <div
            key={group.id}
            className={styles.grid}
            role="group"
            aria-label={t(`emoji.group.${group.id}` as 'emoji.group.found')}
          >
            {group.emoji.map(([emoji, words]) => (
              <button key={emoji} type="button" aria-label={words.split(',')[0]} onClick={() => pick(emoji)}>
                {emoji}
              </button>
            ))}
          </div>
        ))}
        {text && groups[0]?.emoji.length === 0 ? <p className={styles.none}>{t('pick.empty')}</p> : null}
      </div>
    </div>
  );
}
