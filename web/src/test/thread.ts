import type { Message } from '@shared/api/types';
import { at, LINES, media, message } from './samples';

const ana = { type: 'agent', id: 'user-ana', name: 'Ana Souza' } as const;
const bia = { type: 'agent', id: 'user-bia', name: 'Bia Carvalho' } as const;

/** One message of every type and state, oldest first. */
export function everyMessage(conversationId: string, now: number): Message[] {
  const list: (Partial<Message> & { minutes: number })[] = [
    {
      minutes: 2900,
      text: 'Oi, tudo bem? Vi o anúncio de vocês',
      referral: { headline: 'Consulta com 20% de desconto', source_url: 'https://example.com/anuncio' },
    },
    {
      minutes: 2899,
      direction: 'out',
      author: { type: 'bot', id: null, name: 'Central' },
      status: 'read',
      text: 'Olá! Como posso ajudá-lo(a) hoje?',
    },
    {
      minutes: 2898,
      type: 'system',
      author: { type: 'system', id: null, name: null },
      direction: 'out',
      text: 'Maria entrou na fila Atendimento. Protocolo 20261120-000001.',
    },
    {
      minutes: 2890,
      direction: 'out',
      author: bia,
      status: 'read',
      text: 'Bom dia, Maria! Temos horário na *quinta às 14h* ou _sexta cedo_. Veja em https://clinica.example.com/agenda',
    },
    {
      minutes: 2885,
      text: 'Quinta às 14h é ótimo!',
      reactions: [{ emoji: '👍', author_type: 'agent', author_id: 'user-bia' }],
    },
    { minutes: 2884, text: '😊' },
    {
      minutes: 1500,
      private: true,
      direction: 'out',
      author: ana,
      text: 'Paciente prefere contato pela manhã. Convênio conferido.',
    },
    {
      minutes: 1490,
      type: 'image',
      text: 'Segue o pedido do exame',
      media: [
        media({
          id: 'media-photo',
          url: '/fake-media/photo.svg',
          mime_type: 'image/svg+xml',
          width: 800,
          height: 600,
          file_name: 'pedido.jpg',
        }),
      ],
    },
    {
      minutes: 1489,
      type: 'audio',
      text: null,
      media: [
        media({
          id: 'media-voice',
          kind: 'audio',
          voice: true,
          mime_type: 'audio/wav',
          url: '/fake-media/voice.wav',
          duration: 7,
        }),
      ],
    },
    {
      minutes: 1480,
      type: 'document',
      text: null,
      media: [
        media({
          id: 'media-pdf',
          kind: 'document',
          file_name: 'resultado-hemograma.pdf',
          mime_type: 'application/pdf',
          bytes: 1_240_000,
          url: '/fake-media/photo.svg',
        }),
      ],
    },
    {
      minutes: 1479,
      type: 'location',
      text: null,
      location: {
        latitude: -23.5613,
        longitude: -46.6565,
        name: 'Clínica Horizonte',
        address: 'Av. Paulista, 1500, São Paulo',
      },
    },
    {
      minutes: 1478,
      type: 'contact',
      text: null,
      contacts: [{ name: 'Dr. Roberto Alves', phones: [{ phone: '+5511987651234' }] }],
    },
    {
      minutes: 1477,
      type: 'sticker',
      text: null,
      media: [
        media({ id: 'media-sticker', kind: 'sticker', mime_type: 'image/svg+xml', url: '/fake-media/photo.svg' }),
      ],
    },
    {
      minutes: 1400,
      direction: 'out',
      author: ana,
      status: 'delivered',
      type: 'interactive',
      text: null,
      interactive: {
        kind: 'buttons',
        body: 'Podemos confirmar a sua consulta?',
        buttons: [
          { id: '1', title: 'Confirmar' },
          { id: '2', title: 'Remarcar' },
        ],
      },
    },
    {
      minutes: 1399,
      type: 'interactive',
      text: 'Confirmar',
      interactive: { kind: 'button_reply', id: '1', title: 'Confirmar' } as Message['interactive'],
    },
    {
      minutes: 1390,
      direction: 'out',
      author: ana,
      status: 'sent',
      type: 'template',
      text: 'Olá, Maria! Lembramos da sua consulta em 20/11 às 14h. Podemos confirmar?',
      template: { name: 'lembrete_consulta', language: 'pt_BR' },
    },
    { minutes: 62, type: 'unsupported', text: null },
    { minutes: 61, text: null, deleted_at: at(60, now) },
    {
      minutes: 60,
      text: 'Preciso levar algum documento para o exame de sangue? E é em jejum?',
      edited_at: at(59, now),
      forwarded: true,
    },
    {
      minutes: 40,
      direction: 'out',
      author: ana,
      status: 'read',
      text: 'Sim: documento com foto e a carteirinha. Jejum de 8 horas.',
      reply_to: {
        id: `${conversationId}-m19`,
        text: 'Preciso levar algum documento para o exame de sangue? E é em jejum?',
        type: 'text',
        author_type: 'contact',
        interactive: null,
      },
    },
    {
      minutes: 39,
      direction: 'out',
      author: ana,
      status: 'failed',
      text: 'Qualquer dúvida, estamos aqui.',
      error: { code: 'undeliverable', message: 'O WhatsApp não entregou: o número pode estar desligado.' },
    },
    {
      minutes: 38,
      direction: 'out',
      author: ana,
      status: 'unknown',
      text: 'O preparo completo está no link que enviamos.',
    },
    {
      minutes: 12,
      type: 'image',
      text: null,
      media: [media({ id: 'media-pending', state: 'pending', width: 640, height: 480 })],
    },
    { minutes: 4, text: 'Perfeito, muito obrigada pela atenção!' },
    { minutes: 3, text: 'Só mais uma coisa: consigo pegar o resultado hoje?' },
  ];
  return list.map(({ minutes, ...fields }, index) =>
    message({
      id: `${conversationId}-m${index + 1}`,
      conversation_id: conversationId,
      sequence: index + 1,
      created_at: at(minutes, now),
      ...fields,
    }),
  );
}

/** A plain exchange, as long as wanted, oldest first. */
export function longThread(conversationId: string, count: number, now: number): Message[] {
  return Array.from({ length: count }, (_, index) => {
    const mine = index % 3 === 1;
    return message({
      id: `${conversationId}-m${index + 1}`,
      conversation_id: conversationId,
      sequence: index + 1,
      direction: mine ? 'out' : 'in',
      author: mine ? ana : { type: 'contact', id: 'contact-1', name: 'João Santos' },
      status: mine ? 'read' : null,
      text: `${LINES[index % LINES.length] ?? ''}${index % 4 === 0 ? '. Moro longe e gostaria de saber como faço para não perder a viagem.' : ''}`,
      created_at: at((count - index) * 3, now),
    });
  });
}
