/** A piece of message text: plain, with emphasis, or a link that is safe to open. */
export type TextNode =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: TextNode[] }
  | { kind: 'code'; text: string; block: boolean }
  | { kind: 'link'; text: string; href: string };

const LINK = /(?:https?:\/\/|www\.)[^\s<>"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;
const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
/** Longest text that is parsed; beyond it the text is shown plain, so that no message can freeze the page. */
const MAX_LENGTH = 20_000;
/** Longest stretch that can be emphasised: bounds the work for text full of opening marks. */
const MAX_EMPHASIS = 2000;

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

function pushText(nodes: TextNode[], text: string): void {
  const last = nodes[nodes.length - 1];
  if (text === '') return;
  if (last?.kind === 'text') last.text += text;
  else nodes.push({ kind: 'text', text });
}

/** Splits plain text at web and mail addresses; punctuation at the end of a sentence stays outside the link. */
function linkify(text: string): TextNode[] {
  const nodes: TextNode[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    let address = match[0].replace(/[.,;:!?]+$/u, '');
    if (address.endsWith(')') && !address.includes('(')) address = address.slice(0, -1);
    pushText(nodes, text.slice(at, match.index));
    const href = /^https?:/iu.test(address)
      ? address
      : /^www\./iu.test(address)
        ? `https://${address}`
        : `mailto:${address}`;
    nodes.push({ kind: 'link', text: address, href });
    at = match.index + address.length;
  }
  pushText(nodes, text.slice(at));
  return nodes;
}

/** Index of the mark that closes the one at `open`, or -1; emphasis hugs its words and does not cross lines. */
function closing(text: string, open: number, mark: string): number {
  if (isWord(text[open - 1]) || !text[open + 1] || /\s/u.test(text[open + 1] ?? '') || text[open + 1] === mark)
    return -1;
  const end = Math.min(text.length, open + MAX_EMPHASIS);
  for (let at = open + 2; at < end; at += 1) {
    if (text[at] === '\n') return -1;
    if (text[at] === mark && !/\s/u.test(text[at - 1] ?? '') && !isWord(text[at + 1])) return at;
  }
  return -1;
}

/** Ranges that emphasis must not cut: `a_b` inside an address is not italic. */
function protectedRanges(text: string): { start: number; end: number }[] {
  return [...text.matchAll(LINK)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function inline(text: string, depth: number): TextNode[] {
  const nodes: TextNode[] = [];
  const links = protectedRanges(text);
  let plainFrom = 0;
  const flush = (until: number): void => {
    for (const node of linkify(text.slice(plainFrom, until))) {
      if (node.kind === 'text') pushText(nodes, node.text);
      else nodes.push(node);
    }
  };
  let at = 0;
  while (at < text.length) {
    const link = links.find((range) => at >= range.start && at < range.end);
    if (link) {
      at = link.end;
      continue;
    }
    const mark = text[at] as keyof typeof MARKS | '`';
    if (mark === '`') {
      const end = text.indexOf('`', at + 1);
      if (end > at + 1 && !text.slice(at, end).includes('\n')) {
        flush(at);
        nodes.push({ kind: 'code', text: text.slice(at + 1, end), block: false });
        at = end + 1;
        plainFrom = at;
        continue;
      }
    } else if (mark in MARKS && depth < 3) {
      const end = closing(text, at, mark);
      if (end > 0) {
        flush(at);
        nodes.push({ kind: MARKS[mark], children: inline(text.slice(at + 1, end), depth + 1) });
        at = end + 1;
        plainFrom = at;
        continue;
      }
    }
    at += 1;
  }
  flush(text.length);
  return nodes;
}

/** Reads WhatsApp's emphasis (*bold*, _italic_, ~strike~, `code`, ```block```) and addresses; never produces HTML. */
export function parseText(text: string): TextNode[] {
  if (text.length > MAX_LENGTH) return [{ kind: 'text', text }];
  const nodes: TextNode[] = [];
  const parts = text.split('```');
  parts.forEach((part, index) => {
    const fenced = index % 2 === 1 && index < parts.length - 1;
    if (fenced) nodes.push({ kind: 'code', text: part.replace(/^\n|\n$/gu, ''), block: true });
    else if (index % 2 === 1) for (const node of inline(`\`\`\`${part}`, 0)) nodes.push(node);
    else for (const node of inline(part, 0)) nodes.push(node);
  });
  return nodes;
}

/** The text without marks, for one-line previews. */
export function plainText(text: string): string {
  const walk = (nodes: TextNode[]): string =>
    nodes.map((node) => ('children' in node ? walk(node.children) : node.text)).join('');
  return walk(parseText(text)).replace(/\s+/gu, ' ').trim();
}

/** True for one to three emoji and nothing else: shown large. */
export function isBigEmoji(text: string): boolean {
  const trimmed = text.trim();
  if (
    trimmed.length > 40 ||
    !/^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s|\u200d|\ufe0f)+$/u.test(trimmed) ||
    /^[\d#*\s]+$/u.test(trimmed)
  )
    return false;
  const count = [...new Intl.Segmenter().segment(trimmed.replace(/\s/gu, ''))].length;
  return count >= 1 && count <= 3;
}
