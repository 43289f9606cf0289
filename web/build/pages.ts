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
 * Adds a content security policy to every built page: own scripts and styles, and the page's own inline ones by hash.
 *
 * Where media and sockets live is known to the front door, not to the build: its header names everything else.
 */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'central-csp',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const allowed = (inline: RegExp) =>
          [
            "'self'",
            ...[...html.matchAll(inline)].map(
              (match) =>
                `'sha256-${createHash('sha256')
                  .update(match[1] ?? '')
                  .digest('base64')}'`,
            ),
          ].join(' ');
        const policy = [
          `script-src ${allowed(/<script>([\s\S]*?)<\/script>/g)}`,
          `style-src ${allowed(/<style>([\s\S]*?)<\/style>/g)}`,
          "object-src 'none'; base-uri 'none'; form-action 'self'",
        ].join('; ');
        return html.replace(
          '<meta charset="utf-8" />',
          `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
        );
      },
    },
  };
}
