import { useMemo, type ReactNode } from 'react';
import { isBigEmoji, parseText, type TextNode } from '@shared/domain/text';
import styles from './MessageText.module.css';

/** Message text as text nodes: emphasis and links of our own parser, never HTML from a message. */
export function MessageText({ text }: { text: string }) {
  const nodes = useMemo(() => parseText(text), [text]);
  const big = useMemo(() => isBigEmoji(text), [text]);
  return (
    <p className={big ? styles.big : styles.text} dir="auto">
      {nodes.map(draw)}
    </p>
  );
}

function draw(node: TextNode, key: number): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'bold':
      return <strong key={key}>{node.children.map(draw)}</strong>;
    case 'italic':
      return <em key={key}>{node.children.map(draw)}</em>;
    case 'strike':
      return <s key={key}>{node.children.map(draw)}</s>;
    case 'code':
      return (
        <code key={key} className={node.block ? styles.block : styles.code}>
          {node.text}
        </code>
      );
    case 'link':
      return (
        <a key={key} href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {node.text}
        </a>
      );
  }
}
