import { useEffect } from 'react';
import type { Conversation } from '@shared/api/types';
import { t } from '@shared/i18n';
import { useNavigate } from '@tanstack/react-router';
import { commandStore, runEarlyKey, useCommands, type Command } from '@/data/commands';
import { openDialog } from '@/data/dialogs';
import { preferences } from '@/data/preferences';
import { currentSession } from '@/data/session';
import { composerFocus } from '../composer/focus';
import { accept, assignToMe, markUnread, reopen, resolve } from '../actions';
import { holdUnread } from './readMarks';

/** Everything that can be done with the open conversation, for keys and palette. */
export function useThreadCommands(
  conversation: Conversation | undefined,
  view: { togglePanel: () => void; back: () => void },
): void {
  const navigate = useNavigate();
  const group = t('command.group.conversation');
  const commands: Command[] = [];
  if (conversation) {
    const { id } = conversation;
    const mine = conversation.assignee?.id === currentSession().user.id;
    const next = () =>
      commandStore
        .read()
        .find((command) => command.id === 'list.next')
        ?.run();
    const resolveAnd = (goOn: boolean) => {
      // The next row must be found before this one leaves the list.
      if (goOn) next();
      void resolve(id);
    };
    commands.push(
      {
        id: 'reply',
        label: t('composer.reply'),
        keys: 'r',
        group,
        run: () => composerFocus.write({ mode: 'reply', at: Date.now() }),
      },
      {
        id: 'note',
        label: t('composer.addNote'),
        keys: 'n',
        group,
        run: () => composerFocus.write({ mode: 'note', at: Date.now() }),
      },
      ...(conversation.status === 'closed'
        ? [{ id: 'reopen', label: t('action.reopen'), keys: 'e', group, run: () => void reopen(id) }]
        : [
            {
              id: 'resolve',
              label: t('action.resolveTicket'),
              keys: 'e',
              group,
              run: () => resolveAnd(preferences.read().openNext),
            },
            { id: 'resolveNext', label: t('action.resolveNext'), keys: 'Shift+E', group, run: () => resolveAnd(true) },
          ]),
      ...(mine
        ? []
        : [
            {
              id: 'mine',
              label: t('action.assignToMe'),
              keys: 'm',
              group,
              run: () => void (conversation.assignee ? assignToMe(id) : accept(id)),
            },
          ]),
      { id: 'assign', label: t('action.assign'), keys: 'a', group, run: () => openDialog('assign', { ids: [id] }) },
      {
        id: 'transfer',
        label: t('action.transferTicket'),
        keys: 't',
        group,
        run: () => openDialog('transfer', { id }),
      },
      {
        id: 'priority',
        label: t('action.priority'),
        keys: 'p',
        group,
        run: () => openDialog('priority', { ids: [id] }),
      },
      { id: 'labels', label: t('action.labels'), keys: 'l', group, run: () => openDialog('labels', { ids: [id] }) },
      { id: 'snooze', label: t('action.snooze'), keys: 's', group, run: () => openDialog('snooze', { ids: [id] }) },
      {
        id: 'unread',
        label: t('action.markUnread'),
        keys: 'u',
        group,
        run: () => {
          holdUnread(id);
          void markUnread(id);
        },
      },
      { id: 'panel', label: t('panel.title'), keys: 'i', group, run: view.togglePanel },
      {
        id: 'back',
        label: t('thread.backToList'),
        group,
        run: () => void navigate({ to: '/conversas', search: (before) => before }),
      },
    );
  }
  useCommands(commands);
  const loaded = conversation !== undefined;
  useEffect(() => {
    if (loaded) runEarlyKey();
  }, [loaded]);
}
