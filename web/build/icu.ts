import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/**
 * Compiles `*.icu.json` catalogues at build time, so that no ICU parser is shipped.
 *
 * A message that is not valid ICU fails the build with its key.
 */
export function icuCatalogues(): Plugin {
  return {
    name: 'central-icu',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.icu.json')) return null;
      const messages = JSON.parse(code) as Record<string, string>;
      const compiled = Object.fromEntries(
        Object.entries(messages).map(([key, message]) => {
          try {
            return [key, compileMessageOrThrow(message)];
          } catch (cause) {
            throw new Error(`${id}: message "${key}" is not valid ICU`, { cause });
          }
        }),
      );
      return { code: `export default ${JSON.stringify(compiled)};`, map: null, moduleType: 'js' };
    },
  };
}
