import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, LayoutTemplate, RefreshCw } from 'lucide-react';
import { api } from '@shared/api/client';
import type { Template, TemplateContent } from '@shared/api/types';
import { namesOf } from '@shared/domain/templates';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Field } from '@/ui/Field/Field';
import { MessageText } from '@/ui/MessageText/MessageText';
import { PickList } from '@/ui/PickList/PickList';
import { Spinner } from '@/ui/Spinner/Spinner';
import { toast } from '@/ui/Toast/toast';
import { useUploads } from '../composer/useUploads';
import { HeaderFile } from './HeaderFile';
import { fillTemplate } from './templateText';
import styles from './dialogs.module.css';

interface TemplateFormProps {
  channelId: string;
  formId: string;
  /** Values known already, by variable name. */
  known?: Record<string, string>;
  onReady: (ready: boolean) => void;
  onSubmit: (content: TemplateContent, preview: string) => void;
}

/** Picks an approved template, asks for its file and its variables, and shows what the customer will read. */
export function TemplateForm({ channelId, formId, known, onReady, onSubmit }: TemplateFormProps) {
  const query = useQuery({ queryKey: keys.templates(channelId), queryFn: () => api.channels.templates(channelId) });
  const [template, setTemplate] = useState<Template | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const [missing, setMissing] = useState(false);
  const [syncing, setSyncing] = useState(false);
  const files = useUploads();
  const approved = (query.data?.items ?? []).filter((one) => one.status.toLowerCase() === 'approved');

  const sync = async () => {
    setSyncing(true);
    try {
      await api.channels.syncTemplates(channelId);
      await query.refetch();
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    setSyncing(false);
  };

  if (query.isPending) return <Spinner size={24} />;
  if (query.isError)
    return (
      <EmptyState
        level={3}
        tone="error"
        icon={<LayoutTemplate size={28} />}
        title={t('template.failed')}
        text={describeError(query.error)}
        action={<Button onClick={() => void query.refetch()}>{t('action.tryAgain')}</Button>}
      />
    );
  if (!template) {
    if (approved.length === 0) {
      return (
        <EmptyState
          level={3}
          icon={<LayoutTemplate size={28} />}
          title={t('template.none')}
          text={t('template.noneText')}
          action={
            <Button busy={syncing} icon={<RefreshCw size={18} aria-hidden="true" />} onClick={() => void sync()}>
              {t('template.sync')}
            </Button>
          }
        />
      );
    }
    return (
      <div className={styles.list}>
        <PickList
          label={t('template.choose')}
          placeholder={t('template.search')}
          options={approved.map((one) => ({
            id: one.id,
            label: one.name.replaceAll('_', ' '),
            hint: one.text,
            icon: <LayoutTemplate size={18} />,
          }))}
          onPick={(option) => {
            const picked = approved.find((one) => one.id === option.id) ?? null;
            setTemplate(picked);
            if (picked) {
              const names = namesOf(picked);
              setValues(
                Object.fromEntries(
                  names.map((name) => [name, known?.[name] ?? (name === '1' ? (known?.['name'] ?? '') : '')]),
                ),
              );
              onReady(true);
            }
          }}
        />
      </div>
    );
  }
  const names = namesOf(template);
  const text = fillTemplate(template.text, values);
  const buttons = buttonsOf(template);
  const [file] = files.uploads;
  return (
    <form
      id={formId}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const empty = names.some((name) => !values[name]?.trim()) || (template.header_media && !file?.mediaId);
        setMissing(Boolean(empty));
        if (empty) return;
        const content = { name: template.name, language: template.language, variables: values };
        onSubmit(file?.mediaId ? { ...content, header_media_id: file.mediaId } : content, text);
      }}
    >
      <Button
        variant="quiet"
        className={styles.back ?? ''}
        icon={<ArrowLeft size={18} aria-hidden="true" />}
        onClick={() => {
          setTemplate(null);
          setMissing(false);
          for (const upload of files.uploads) files.remove(upload.id);
          onReady(false);
        }}
      >
        {t('template.other')}
      </Button>
      {template.header_media ? (
        <HeaderFile
          kind={template.header_media}
          files={files}
          problem={missing && !file?.mediaId ? t(file ? 'template.fileNotReady' : 'template.fileMissing') : undefined}
        />
      ) : null}
      {names.map((name) => (
        <Field
          key={name}
          label={t('template.variable', { name })}
          value={values[name] ?? ''}
          error={missing && !values[name]?.trim() ? t('template.variableMissing') : undefined}
          onChange={(event) => setValues({ ...values, [name]: event.target.value })}
        />
      ))}
      <div className={styles.preview}>
        <small>{t('template.preview')}</small>
        <div className={styles.bubble}>
          {file?.preview ? (
            <img src={file.preview} alt={file.file.name} />
          ) : file ? (
            <p className={styles.fileName}>{file.file.name}</p>
          ) : null}
          <MessageText text={text} />
          {buttons.length > 0 ? (
            <ul className={styles.options}>
              {buttons.map((button) => (
                <li key={button}>{button}</li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </form>
  );
}

/** Texts of the buttons, from the template's components as Meta writes them; `template.text` has all the rest. */
function buttonsOf(template: Template): string[] {
  const list = template.components.find((one) => String(one['type']).toUpperCase() === 'BUTTONS')?.['buttons'];
  return Array.isArray(list)
    ? list.map((button: Record<string, unknown>) => String(button['text'] ?? '')).filter(Boolean)
    : [];
}
