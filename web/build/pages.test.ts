import { describe, expect, it } from 'vitest';
import { nothingInline } from './pages';

interface Asset {
  type: 'asset';
  fileName: string;
  source: string;
}

function build(html: string): { page: string; emitted: Asset[] } {
  const emitted: Asset[] = [];
  const page: Asset = { type: 'asset', fileName: 'index.html', source: html };
  const plugin = nothingInline();
  const context = {
    emitFile: (file: Asset) => emitted.push(file),
    error: (text: string): never => {
      throw new Error(text);
    },
  };
  const generate = plugin.generateBundle as unknown as (this: typeof context, options: object, bundle: object) => void;
  generate.call(context, {}, { 'index.html': page });
  return { page: page.source, emitted };
}

describe('nothing inline', () => {
  it('takes scripts and styles out of a page, in their order, named by what is in them', () => {
    const { page, emitted } = build(
      '<style>a{}</style><script>b()</script><script type="module" src="/m.js"></script>',
    );
    expect(emitted.map(({ source }) => source)).toEqual(['a{}', 'b()']);
    const [style, script] = emitted.map(({ fileName }) => fileName);
    expect(page).toBe(
      `<link rel="stylesheet" href="/${style}" /><script src="/${script}"></script><script type="module" src="/m.js"></script>`,
    );
    expect(build('<script>c()</script>').emitted[0]?.fileName).not.toBe(script);
    expect(build('<script>b()</script>').emitted[0]?.fileName).toBe(script);
  });

  it.each([
    '<script type="module">a()</script>',
    '<style media="print">a{}</style>',
    '<body style="color: red">',
    '<body onload="a()">',
    '<svg\nonload = a()>',
  ])('refuses %s', (html) => {
    expect(() => build(html)).toThrow('index.html has a script or style of its own');
  });
});
