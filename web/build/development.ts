import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin, ViteDevServer } from 'vite';

type Handler = (request: Request) => Promise<Response>;

async function toRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value);
  return new Request(`http://localhost${request.url ?? '/'}`, { method: request.method ?? 'GET', headers, body });
}

async function send(response: Response, target: ServerResponse): Promise<void> {
  target.statusCode = response.status;
  response.headers.forEach((value, name) => target.setHeader(name, value));
  target.end(Buffer.from(await response.arrayBuffer()));
}

/**
 * Development only: serves the right page for app routes, and the API either from a running stack
 * (`CENTRAL_BASE_URL`) or from the in-memory look-alike that the tests use.
 */
export function developmentServer(): Plugin {
  const target = process.env['CENTRAL_BASE_URL'];
  let handler: Promise<Handler> | undefined;

  const lookAlike = (server: ViteDevServer): Promise<Handler> =>
    (handler ??= server
      .ssrLoadModule('/src/test/fakeApi.ts')
      .then((module) => (module as { createFakeApi: () => { handle: Handler } }).createFakeApi().handle));

  return {
    name: 'central-development',
    config: () =>
      target ? { server: { proxy: { '^/(api|health|media|demo-api)': target, '/ws': { target, ws: true } } } } : {},
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const url = request.url ?? '/';
        if (!target && /^\/(api|fake-media)\//.test(url)) {
          void lookAlike(server)
            .then(async (handle) => send(await handle(await toRequest(request)), response))
            .catch(next);
          return;
        }
        if (request.headers.accept?.includes('text/html') && !url.startsWith('/@') && !url.includes('.')) {
          request.url = /^\/(demonstracao|simulador)/.test(url)
            ? '/apps/simulator/index.html'
            : '/apps/agent/index.html';
        }
        next();
      });
    },
  };
}
