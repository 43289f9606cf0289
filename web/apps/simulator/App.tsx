import { ArrowLeft, SlidersHorizontal, UserPlus, X } from 'lucide-react';
import { Fragment, useCallback, useEffect, useRef, useState } from 'react';
import { Avatar } from '@/ui/Avatar/Avatar';
import { api, Refused, type BusinessNumber, type ChatMessage, type Customer } from './api';
import { Bubble } from './Bubble';
import { inventCustomer, mergeMessages, summaryOf } from './chat';
import { Composer } from './Composer';
import styles from './simulator.module.css';
import { Switches } from './Switches';
import { dayTitle, listTime, t } from './texts';

const POLL_MS = 1000;
const CUSTOMERS_MS = 4000;

const waIdOfAddress = (): string | null => /^#\/(\d+)$/.exec(location.hash)?.[1] ?? null;

/** The number a link asks for; otherwise the demonstration's own. */
const numberOfAddress = (): string | null => new URLSearchParams(location.search).get('numero');

/** The demo's phone: a list of customers, the chat of one, and the platform's faults. */
export function App() {
  const [numbers, setNumbers] = useState<BusinessNumber[]>([]);
  const [wanted, setWanted] = useState(numberOfAddress);
  const [sendFaults, setSendFaults] = useState<string[]>([]);
  const [customers, setCustomers] = useState<Customer[]>([]);
  const [waId, setWaId] = useState<string | null>(waIdOfAddress);
  const [problem, setProblem] = useState('');
  const [missing, setMissing] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const onError = useCallback(
    (error: unknown) => setProblem(error instanceof Refused ? error.message : t('failed')),
    [],
  );
  const number = numbers.find((one) => one.phone_number_id === wanted) ?? numbers[0];
  const numberId = number?.phone_number_id;

  const loadNumber = useCallback(
    (): Promise<void> =>
      api
        .numbers()
        .then(({ items, send_faults }) => {
          setNumbers(items);
          setMissing(items.length === 0);
          setSendFaults(send_faults);
        })
        .catch(onError),
    [onError],
  );

  useEffect(() => {
    document.title = `${t('title')} · Central`;
    void loadNumber();
    const follow = (): void => setWaId(waIdOfAddress());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [loadNumber]);

  useEffect(() => {
    if (!numberId) return undefined;
    const load = (): void => {
      if (document.hidden) return;
      api
        .customers(numberId)
        .then(({ items }) => {
          setCustomers(items);
          setProblem('');
        })
        .catch(onError);
    };
    load();
    const timer = setInterval(() => {
      load();
      if (!document.hidden) void loadNumber();
    }, CUSTOMERS_MS);
    return () => clearInterval(timer);
  }, [numberId, loadNumber, onError]);

  const choose = (chosen: string): void => {
    history.replaceState(null, '', `?${new URLSearchParams({ numero: chosen })}${location.hash}`);
    setWanted(chosen);
  };

  const customer = customers.find((one) => one.wa_id === waId);
  const openChat = (saved: Customer): void => {
    setCustomers((known) => [saved, ...known.filter(({ wa_id }) => wa_id !== saved.wa_id)]);
    location.hash = `#/${saved.wa_id}`;
  };
  return (
    <div className={styles.page} data-open={Boolean(waId)}>
      <header className={styles.top}>
        <h1>{t('title')}</h1>
        <p>{t('intro')}</p>
        <a href="/conversas">{t('openInbox')}</a>
        <a href="/demo/mail">{t('openMail')}</a>
        <button
          type="button"
          className={styles.drawerButton}
          aria-label={t('openSwitches')}
          onClick={() => setDrawer(true)}
        >
          <SlidersHorizontal size={20} aria-hidden />
        </button>
      </header>
      {problem && (
        <p role="alert" className={styles.alert}>
          {problem}
        </p>
      )}
      {missing && (
        <p role="alert" className={styles.alert}>
          {t('noNumbers')}
        </p>
      )}
      <main className={styles.both}>
        <nav className={styles.list} aria-label={t('customers')}>
          {numbers.length > 1 && (
            <label className={styles.writeTo}>
              {t('writeTo')}
              <select value={numberId} onChange={(event) => choose(event.target.value)}>
                {numbers.map((one) => (
                  <option key={one.phone_number_id} value={one.phone_number_id}>
                    {one.verified_name} · {one.display_number.slice(-4)}
                  </option>
                ))}
              </select>
            </label>
          )}
          <NewCustomer onCreated={openChat} onError={onError} />
          <ul>
            {customers.map((one) => (
              <li key={one.wa_id}>
                <a href={`#/${one.wa_id}`} aria-current={one.wa_id === waId ? 'page' : undefined}>
                  <Avatar name={one.name} />
                  <span className={styles.who}>
                    <strong>{one.name}</strong>
                    <span>{summaryOf(one.last_type, one.last_content)}</span>
                  </span>
                  {one.last_at && <time dateTime={one.last_at}>{listTime(one.last_at)}</time>}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <section className={styles.main}>
          {number && customer ? (
            <Chat
              key={`${number.phone_number_id}/${customer.wa_id}`}
              number={number}
              customer={customer}
              onMoved={openChat}
              onError={onError}
            />
          ) : (
            <p className={styles.empty}>{t('pick')}</p>
          )}
        </section>
      </main>
      <aside className={styles.side} data-open={drawer} aria-label={t('switches')}>
        <button type="button" className={styles.drawerClose} aria-label={t('close')} onClick={() => setDrawer(false)}>
          <X size={20} aria-hidden />
        </button>
        {number && (
          <Switches
            key={number.phone_number_id}
            number={number}
            sendFaults={sendFaults}
            onApplied={() => void loadNumber()}
            onError={onError}
          />
        )}
      </aside>
    </div>
  );
}

interface NewCustomerProps {
  onCreated: (customer: Customer) => void;
  onError: (error: unknown) => void;
}

function NewCustomer({ onCreated, onError }: NewCustomerProps) {
  const [draft, setDraft] = useState<{ name: string; waId: string } | null>(null);
  if (!draft)
    return (
      <button type="button" className={styles.new} onClick={() => setDraft(inventCustomer())}>
        <UserPlus size={20} aria-hidden /> {t('newCustomer')}
      </button>
    );
  return (
    <form
      className={styles.newForm}
      onSubmit={(event) => {
        event.preventDefault();
        api
          .saveCustomer(draft.name, draft.waId)
          .then((saved) => {
            setDraft(null);
            onCreated(saved);
          })
          .catch(onError);
      }}
    >
      <label>
        {t('name')}
        <input value={draft.name} required onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
      </label>
      <label>
        {t('phone')}
        <input
          value={draft.waId}
          required
          inputMode="tel"
          onChange={(event) => setDraft({ ...draft, waId: event.target.value })}
        />
      </label>
      <div className={styles.row}>
        <button type="button" onClick={() => setDraft(null)}>
          {t('cancel')}
        </button>
        <button type="submit" className={styles.confirm}>
          {t('create')}
        </button>
      </div>
    </form>
  );
}

interface ChatProps {
  number: BusinessNumber;
  customer: Customer;
  /** The customer goes on with another number. */
  onMoved: (moved: Customer) => void;
  onError: (error: unknown) => void;
}

function Chat({ number, customer, onMoved, onError }: ChatProps) {
  const [messages, setMessages] = useState<ChatMessage[]>([]);
  const [typing, setTyping] = useState(false);
  const [replyTo, setReplyTo] = useState<ChatMessage | null>(null);
  const [editing, setEditing] = useState<ChatMessage | null>(null);
  const since = useRef<string | null>(null);
  const end = useRef<HTMLLIElement>(null);
  const { phone_number_id: numberId } = number;
  const { wa_id: waId } = customer;

  const poll = useCallback(async (): Promise<void> => {
    const page = await api.chat(numberId, waId, since.current, !document.hidden);
    since.current = page.since ?? since.current;
    setTyping(page.typing);
    setMessages((known) => mergeMessages(known, page.items));
  }, [numberId, waId]);

  useEffect(() => {
    let stopped = false;
    let timer = 0;
    const loop = async (): Promise<void> => {
      await poll().catch(onError);
      if (!stopped) timer = window.setTimeout(() => void loop(), POLL_MS);
    };
    void loop();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [poll, onError]);

  useEffect(() => {
    // Braces: newer browsers return a promise here, and an effect may return nothing but its clean-up.
    end.current?.scrollIntoView({ block: 'end' });
  }, [messages.length, typing]);

  const send = async (message: Parameters<typeof api.write>[2]): Promise<void> => {
    const written = await api.write(numberId, waId, message);
    setMessages((known) => mergeMessages(known, [written]));
  };
  const done = (): void => {
    setReplyTo(null);
    setEditing(null);
  };
  const shown = messages.filter((message) => message.type !== 'reaction');
  return (
    <section className={styles.chat} aria-label={customer.name}>
      <header className={styles.chatHead}>
        <a href="#/" aria-label={t('back')} className={styles.back}>
          <ArrowLeft size={22} aria-hidden />
        </a>
        <Avatar name={number.verified_name} />
        <div>
          <h2>{number.verified_name}</h2>
          <p aria-live="polite">{typing ? t('typing') : t('online')}</p>
        </div>
        <p className={styles.as}>{customer.name}</p>
      </header>
      <ol className={styles.thread} tabIndex={0} aria-label={customer.name}>
        {shown.map((message, index) => {
          const day = dayTitle(message.created_at);
          const before = shown[index - 1];
          return (
            <Fragment key={message.wamid}>
              {(!before || dayTitle(before.created_at) !== day) && <li className={styles.day}>{day}</li>}
              <Bubble
                message={message}
                quoted={messages.find((other) => other.wamid === message.reply_to)}
                onReply={() => setReplyTo(message)}
                onEdit={() => setEditing(message)}
                onChoose={(kind, option) =>
                  void send({ type: kind, ...option, text: option.title, reply_to: message.wamid }).catch(onError)
                }
                onError={onError}
              />
            </Fragment>
          );
        })}
        <li ref={end} aria-hidden />
      </ol>
      <Composer
        key={editing?.wamid ?? 'new'}
        replyTo={replyTo}
        editing={editing}
        onDone={done}
        send={send}
        onChangeNumber={() => api.changeNumber(numberId, waId, inventCustomer().waId).then(onMoved)}
        onError={onError}
      />
    </section>
  );
}
