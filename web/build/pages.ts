import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * Puts each HTML entry at the top of the output folder, where the front door looks for it.
 *
 * @param entries output name without extension → absolute path of the source page
 */
export function flatPages(entries: Record<string, string>): Plugin {
  return {
    name: 'central-flat-pages',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const [name, source] of Object.entries(entries)) {
        const page = Object.values(bundle).find(
          (file) => file.type === 'asset' && file.fileName.includes('/') && source.endsWith(`/${file.fileName}`),
        );
        if (page) page.fileName = `${name}.html`;
      }
    },
  };
}

/**
 * Takes what is written in a built page (the theme before the first paint, the order of layers) out of it into files of
 * its own, named by what is in them: the policy of the front door lets no script and no style of a page itself through.
 */
export function nothingInline(): Plugin {
  return {
    name: 'central-nothing-inline',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const names = new Set<string>();
      for (const page of Object.values(bundle)) {
        if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue;
        const html = String(page.source).replace(INLINE, (_all, kind: string, source: string) => {
          const digest = createHash('sha256').update(source).digest('hex').slice(0, 10);
          const fileName = `assets/first-${digest}.${kind === 'script' ? 'js' : 'css'}`;
          if (!names.has(fileName)) this.emitFile({ type: 'asset', fileName, source });
          names.add(fileName);
          return kind === 'script'
            ? `<script src="/${fileName}"></script>`
            : `<link rel="stylesheet" href="/${fileName}" />`;
        });
        if (LEFT.test(html)) this.error(`${page.fileName} has a script or style of its own: no browser would run it`);
        page.source = html;
      }
    },
  };
}

const INLINE = /<(script|style)>([\s\S]*?)<\/\1>/g;
/** Whatever of it is written in another way: with attributes, on an element. */
const LEFT = /<style|<script(?![^>]*\ssrc=)|<[^>]*\s(style|on[a-z]+)\s*=/i;
