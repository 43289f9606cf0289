import { describe, expect, it } from 'vitest';
import { fold, matches } from './search';
import { initials, tint } from './person';
import { formatPhone, normalisePhone } from './phone';
import { isBigEmoji, parseText, plainText, type TextNode } from './text';

const show = (nodes: TextNode[]): string =>
  nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      if (node.kind === 'link') return `<a ${node.href}>${node.text}</a>`;
      if (node.kind === 'code') return `<code>${node.text}</code>`;
      return `<${node.kind}>${show(node.children)}</${node.kind}>`;
    })
    .join('');

describe('parseText', () => {
  it.each([
    ['um *dois* três', 'um <bold>dois</bold> três'],
    ['_a *b* c_', '<italic>a <bold>b</bold> c</italic>'],
    ['~fora~', '<strike>fora</strike>'],
    ['2*3*4', '2*3*4'],
    ['* não *', '* não *'],
    ['nome_com_traço', 'nome_com_traço'],
    ['`cod` e ```bloco\n2```', '<code>cod</code> e <code>bloco\n2</code>'],
    ['```aberto', '```aberto'],
    ['veja https://a.com/x_y_z.', 'veja <a https://a.com/x_y_z>https://a.com/x_y_z</a>.'],
    ['(www.a.com.br)', '(<a https://www.a.com.br>www.a.com.br</a>)'],
    ['fale com ana@b.com!', 'fale com <a mailto:ana@b.com>ana@b.com</a>!'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['<b>oi</b>', '<b>oi</b>'],
  ])('%s', (text, expected) => {
    expect(show(parseText(text))).toBe(expected);
  });

  it('is quick with text made to be slow', () => {
    const started = process.cpuUsage();
    parseText('*a '.repeat(6000));
    parseText('_*~'.repeat(6000));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(1500);
  });

  it('gives one plain line for lists', () => {
    expect(plainText('*Oi*\n  tudo _bem_?')).toBe('Oi tudo bem?');
  });
});

describe('isBigEmoji', () => {
  it.each([
    ['😊', true],
    ['👍🏽 ❤️', true],
    ['👨‍👩‍👧', true],
    ['😊😊😊😊', false],
    ['oi 😊', false],
    ['123', false],
    ['', false],
  ])('%s → %s', (text, expected) => {
    expect(isBigEmoji(text)).toBe(expected);
  });
});

describe('people, phones, search', () => {
  it('takes first and last initials', () => {
    expect([initials('Maria da Silva'), initials('Élio'), initials('+55 11 9'), initials('')]).toEqual([
      'MS',
      'É',
      '#',
      '?',
    ]);
    expect(tint('Maria')).toBe(tint('Maria'));
  });

  it.each([
    ['5511987654321', '+55 11 98765-4321'],
    ['+551130214455', '+55 11 3021-4455'],
    ['+351912345678', '+351912345678'],
    ['abc', 'abc'],
  ])('shows %s as %s', (phone, expected) => {
    expect(formatPhone(phone)).toBe(expected);
  });

  it.each([
    ['11 98765-4321', '+5511987654321'],
    ['(11) 3021-4455', '+551130214455'],
    ['+351 912 345 678', '+351912345678'],
    ['5511987654321', '+5511987654321'],
    ['12345', null],
  ])('reads %s as %s', (typed, expected) => {
    expect(normalisePhone(typed)).toBe(expected);
  });

  it('ignores accents and case', () => {
    expect(fold('ÁÇÃO')).toBe('acao');
    expect(matches('João dos Santos', 'joao san')).toBe(true);
    expect(matches('João', 'maria')).toBe(false);
  });
});
