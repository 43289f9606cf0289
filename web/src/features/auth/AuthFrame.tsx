import { useEffect, type ReactNode } from 'react';
import { MessagesSquare, ShieldCheck, Zap } from 'lucide-react';
import { t } from '@shared/i18n';
import styles from './auth.module.css';

/** Frame of every screen outside the app: what Central is on one side, one thing to do on the other. */
export function AuthFrame({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Central`;
  }, [title]);
  const promises = [
    { icon: <MessagesSquare size={20} />, text: t('signIn.promise.one') },
    { icon: <Zap size={20} />, text: t('signIn.promise.two') },
    { icon: <ShieldCheck size={20} />, text: t('signIn.promise.three') },
  ];
  return (
    <main className={styles.page}>
      <section className={styles.side} aria-hidden="true">
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" width={48} height={48} />
          <span>{t('app.name')}</span>
        </div>
        <p className={styles.slogan}>{t('signIn.slogan')}</p>
        <ul className={styles.promises}>
          {promises.map((promise) => (
            <li key={promise.text}>
              {promise.icon}
              {promise.text}
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.form}>
        <img className={styles.small} src="/icon.svg" alt="" width={52} height={52} />
        <h1>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {children}
      </section>
    </main>
  );
}
