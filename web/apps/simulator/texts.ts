/** The simulator's own small catalogue; the agents' app never loads it, nor it the app's. */

const portuguese = {
  title: 'Demonstração',
  intro: 'Escreva como cliente e veja a conversa chegar à Central.',
  customers: 'Clientes',
  newCustomer: 'Novo cliente',
  name: 'Nome',
  phone: 'Telefone com DDI e DDD',
  create: 'Criar cliente',
  cancel: 'Cancelar',
  back: 'Voltar',
  pick: 'Escolha um cliente ou crie outro para começar a conversar.',
  online: 'online',
  typing: 'digitando…',
  message: 'Mensagem',
  send: 'Enviar',
  attach: 'Anexar',
  record: 'Gravar áudio',
  stop: 'Parar e enviar',
  photo: 'Foto',
  samplePhoto: 'Foto de exemplo',
  video: 'Vídeo',
  document: 'Documento',
  audioFile: 'Arquivo de áudio',
  sticker: 'Figurinha',
  location: 'Localização',
  contact: 'Contato',
  order: 'Pedido do catálogo',
  poll: 'Enquete (não suportada)',
  ad: 'Mensagem vinda de anúncio',
  burst: 'Três mensagens de uma vez',
  reply: 'Responder',
  react: 'Reagir',
  edit: 'Editar',
  remove: 'Apagar',
  actions: 'Ações da mensagem',
  deleted: 'Mensagem apagada',
  edited: 'editada',
  replyingTo: 'Respondendo a',
  editing: 'Editando a mensagem',
  you: 'Você',
  sent: 'Enviada',
  delivered: 'Entregue',
  read: 'Lida',
  switches: 'Falhas e atrasos',
  switchesHint: 'Mostra como a Central se comporta quando a plataforma falha.',
  sendFault: 'Ao receber mensagens da empresa',
  remaining: 'Quantas vezes (vazio = até desligar)',
  statusDelay: 'Atraso dos status, em segundos',
  shuffle: 'Status fora de ordem',
  drop: 'Sem status',
  repeat: 'Entregar cada webhook (vezes)',
  apply: 'Aplicar',
  applied: 'Aplicado',
  fault_none: 'Sem falha',
  fault_rate_limit: '429: limite do número',
  fault_pair_limit: 'Limite para este cliente (131056)',
  fault_server_error: '500: erro da plataforma',
  fault_timeout: 'Tempo esgotado, sem aceitar',
  fault_lost_answer: 'Aceita, mas a resposta se perde',
  fault_bad_token: '401: token inválido',
  fault_window: 'Janela de 24 h fechada',
  failed: 'Não foi possível falar com o simulador. Tente de novo.',
  openInbox: 'Abrir a Caixa de Entrada',
  openMail: 'E-mails',
  unknown: 'Mensagem',
  menu: 'Ver opções',
  openSwitches: 'Abrir falhas e atrasos',
  close: 'Fechar',
  noNumbers: 'Nenhum número de demonstração. Rode “make seed”.',
  today: 'Hoje',
  noMicrophone: 'Não foi possível usar o microfone. Libere o acesso no navegador.',
};

export type TextKey = keyof typeof portuguese;
type Catalogue = Record<TextKey, string>;

const english: Catalogue = {
  title: 'Demonstration',
  intro: 'Write as a customer and watch the conversation reach Central.',
  customers: 'Customers',
  newCustomer: 'New customer',
  name: 'Name',
  phone: 'Phone with country and area code',
  create: 'Create customer',
  cancel: 'Cancel',
  back: 'Back',
  pick: 'Pick a customer, or create one, to start talking.',
  online: 'online',
  typing: 'typing…',
  message: 'Message',
  send: 'Send',
  attach: 'Attach',
  record: 'Record audio',
  stop: 'Stop and send',
  photo: 'Photo',
  samplePhoto: 'Sample photo',
  video: 'Video',
  document: 'Document',
  audioFile: 'Audio file',
  sticker: 'Sticker',
  location: 'Location',
  contact: 'Contact',
  order: 'Catalogue order',
  poll: 'Poll (unsupported)',
  ad: 'Message from an ad',
  burst: 'Three messages at once',
  reply: 'Reply',
  react: 'React',
  edit: 'Edit',
  remove: 'Delete',
  actions: 'Message actions',
  deleted: 'Deleted message',
  edited: 'edited',
  replyingTo: 'Replying to',
  editing: 'Editing the message',
  you: 'You',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  switches: 'Faults and delays',
  switchesHint: 'Shows how Central behaves when the platform fails.',
  sendFault: 'When the business sends',
  remaining: 'How many times (empty = until switched off)',
  statusDelay: 'Delay of statuses, in seconds',
  shuffle: 'Statuses out of order',
  drop: 'No statuses',
  repeat: 'Deliver each webhook (times)',
  apply: 'Apply',
  applied: 'Applied',
  fault_none: 'No fault',
  fault_rate_limit: '429: limit of the number',
  fault_pair_limit: 'Limit for this customer (131056)',
  fault_server_error: '500: platform error',
  fault_timeout: 'Time-out, not accepted',
  fault_lost_answer: 'Accepted, but the answer is lost',
  fault_bad_token: '401: invalid token',
  fault_window: '24 h window closed',
  failed: 'The simulator could not be reached. Try again.',
  openInbox: 'Open the inbox',
  openMail: 'E-mails',
  unknown: 'Message',
  menu: 'See options',
  openSwitches: 'Open faults and delays',
  close: 'Close',
  noNumbers: 'No demo number. Run “make seed”.',
  today: 'Today',
  noMicrophone: 'The microphone cannot be used. Allow it in the browser.',
};

const spanish: Catalogue = {
  title: 'Demostración',
  intro: 'Escriba como cliente y vea la conversación llegar a Central.',
  customers: 'Clientes',
  newCustomer: 'Nuevo cliente',
  name: 'Nombre',
  phone: 'Teléfono con código de país y área',
  create: 'Crear cliente',
  cancel: 'Cancelar',
  back: 'Volver',
  pick: 'Elija un cliente, o cree uno, para empezar a conversar.',
  online: 'en línea',
  typing: 'escribiendo…',
  message: 'Mensaje',
  send: 'Enviar',
  attach: 'Adjuntar',
  record: 'Grabar audio',
  stop: 'Parar y enviar',
  photo: 'Foto',
  samplePhoto: 'Foto de ejemplo',
  video: 'Video',
  document: 'Documento',
  audioFile: 'Archivo de audio',
  sticker: 'Sticker',
  location: 'Ubicación',
  contact: 'Contacto',
  order: 'Pedido del catálogo',
  poll: 'Encuesta (no admitida)',
  ad: 'Mensaje desde un anuncio',
  burst: 'Tres mensajes a la vez',
  reply: 'Responder',
  react: 'Reaccionar',
  edit: 'Editar',
  remove: 'Eliminar',
  actions: 'Acciones del mensaje',
  deleted: 'Mensaje eliminado',
  edited: 'editado',
  replyingTo: 'Respondiendo a',
  editing: 'Editando el mensaje',
  you: 'Usted',
  sent: 'Enviado',
  delivered: 'Entregado',
  read: 'Leído',
  switches: 'Fallas y demoras',
  switchesHint: 'Muestra cómo se comporta Central cuando la plataforma falla.',
  sendFault: 'Cuando la empresa envía',
  remaining: 'Cuántas veces (vacío = hasta apagar)',
  statusDelay: 'Demora de los estados, en segundos',
  shuffle: 'Estados fuera de orden',
  drop: 'Sin estados',
  repeat: 'Entregar cada webhook (veces)',
  apply: 'Aplicar',
  applied: 'Aplicado',
  fault_none: 'Sin falla',
  fault_rate_limit: '429: límite del número',
  fault_pair_limit: 'Límite para este cliente (131056)',
  fault_server_error: '500: error de la plataforma',
  fault_timeout: 'Tiempo agotado, sin aceptar',
  fault_lost_answer: 'Aceptado, pero se pierde la respuesta',
  fault_bad_token: '401: token inválido',
  fault_window: 'Ventana de 24 h cerrada',
  failed: 'No se pudo hablar con el simulador. Inténtelo de nuevo.',
  openInbox: 'Abrir la bandeja de entrada',
  openMail: 'Correos',
  unknown: 'Mensaje',
  menu: 'Ver opciones',
  openSwitches: 'Abrir fallas y demoras',
  close: 'Cerrar',
  noNumbers: 'Ningún número de demostración. Ejecute “make seed”.',
  today: 'Hoy',
  noMicrophone: 'No se pudo usar el micrófono. Permítalo en el navegador.',
};

export const CATALOGUES: Record<string, Catalogue> = { 'pt-BR': portuguese, en: english, es: spanish };
let current: Catalogue = portuguese;
let language = 'pt-BR';

/** Takes the language last chosen in the agents' app on this device; Portuguese otherwise. */
export function chooseLanguage(): void {
  try {
    const stored = localStorage.getItem('central.locale');
    if (stored && CATALOGUES[stored]) {
      current = CATALOGUES[stored];
      language = stored;
      document.documentElement.lang = stored;
    }
  } catch {
    // Storage can be blocked: Portuguese then.
  }
}

export const t = (key: TextKey): string => current[key];

/** The demo company is in Brazil: its times are Brasília's, wherever the browser stands. */
const TIME_ZONE = 'America/Sao_Paulo';
const formatted = (moment: string | number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language, { timeZone: TIME_ZONE, ...options }).format(new Date(moment));
const dayOf = (moment: string | number): string =>
  formatted(moment, { day: '2-digit', month: '2-digit', year: 'numeric' });

/** 14:38 */
export const clockTime = (moment: string): string =>
  formatted(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** In the list of chats: the time of today's, the date of older ones. */
export const listTime = (moment: string, now = Date.now()): string =>
  dayOf(moment) === dayOf(now) ? clockTime(moment) : formatted(moment, { day: '2-digit', month: '2-digit' });

/** Above the first message of a day: Hoje, or the date. */
export const dayTitle = (moment: string, now = Date.now()): string =>
  dayOf(moment) === dayOf(now) ? t('today') : formatted(moment, { day: 'numeric', month: 'long' });
