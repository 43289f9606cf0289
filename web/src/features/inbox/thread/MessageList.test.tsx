import { useImperativeHandle, type Ref } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { mergeMessageIntoThread } from '@/data/live';
import { keys, queryClient } from '@/data/queryClient';
import { sessionStore } from '@/data/session';
import { conversation, message, session } from '@/test/samples';
import { MessageList } from './MessageList';

interface Told {
  data: unknown[];
  onScroll: (offset: number) => void;
  onResize: () => void;
}

// The library as far as the thread knows it: nothing is measured here, so what it would tell is told by hand.
const { library, scrollToIndex } = vi.hoisted(() => ({
  library: { scrollSize: 0, viewportSize: 500, scrollOffset: 0, told: null as Told | null },
  scrollToIndex: vi.fn<(index: number) => void>(),
}));
vi.mock('virtua', () => ({
  Virtualizer: ({ ref, ...told }: Told & { ref: Ref<unknown> }) => {
    library.told = told;
    useImperativeHandle(ref, () => Object.assign(library, { scrollToIndex, findItemIndex: () => 0 }), []);
    return null;
  },
}));

/** What the browser has drawn: how high the content is, and where one is in it. */
function draw(height: number, top: number) {
  for (const [name, value] of Object.entries({ scrollHeight: height, clientHeight: 500, scrollTop: top }))
    Object.defineProperty(screen.getByRole('log'), name, { configurable: true, value });
}

/** The browser tells of a place; the library has measured as much as it says, which may be more than is drawn. */
const scrolled = (top: number, measured: number) =>
  act(() => {
    Object.assign(library, { scrollOffset: top, scrollSize: measured });
    library.told?.onScroll(top);
  });
const resized = () => act(() => library.told?.onResize());
async function arrives(sequence: number) {
  mergeMessageIntoThread(message({ id: `m${sequence}`, conversation_id: 'c1', sequence, direction: 'in' }));
  // The day and the messages.
  await waitFor(() => expect(library.told?.data).toHaveLength(1 + sequence));
}
const jumps = () => screen.queryByRole('button', { name: /nova/ });

let frames: FrameRequestCallback[];

beforeEach(() => {
  frames = [];
  vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((run) => frames.push(run));
  sessionStore.write(session);
  queryClient.clear();
  const items = [message({ id: 'm1', conversation_id: 'c1', sequence: 1, direction: 'in' })];
  queryClient.setQueryData(keys.messages('c1'), { pages: [{ items, next_cursor: null }], pageParams: [null] });
  render(
    <QueryClientProvider client={queryClient}>
      <MessageList
        conversation={{ ...conversation({ id: 'c1' }), unread_count: 0, read_sequence: 1 }}
        onReply={() => undefined}
      />
    </QueryClientProvider>,
  );
  draw(1000, 500);
  scrolled(500, 1000);
  scrollToIndex.mockClear();
});

describe('whoever is at the end of a thread', () => {
  it('stays there when a bubble gets shorter in the frame in which a message is measured', async () => {
    // Four pixels less are drawn, three hundred more are measured and not drawn yet.
    draw(996, 496);
    scrolled(496, 1296);
    await arrives(2);
    expect(scrollToIndex).toHaveBeenCalled();
    expect(jumps()).toBeNull();
  });

  it('stays there when the content above gets shorter while more has come below', async () => {
    draw(1400, 500);
    scrolled(500, 1400);
    draw(1396, 496);
    resized();
    scrolled(496, 1396);
    scrollToIndex.mockClear();
    await arrives(2);
    expect(scrollToIndex).toHaveBeenCalled();
    expect(jumps()).toBeNull();
  });

  it('is not taken back to what was the last message when the thread began to follow', async () => {
    Object.assign(library, { scrollSize: 1300 });
    resized();
    await arrives(2);
    scrollToIndex.mockClear();
    act(() => frames[0]?.(0));
    const [index = 0] = scrollToIndex.mock.lastCall ?? [];
    expect(index).toBeGreaterThanOrEqual(2);
  });

  it('is left alone once they have moved up', async () => {
    draw(1400, 500);
    scrolled(400, 1400);
    await arrives(2);
    expect(scrollToIndex).not.toHaveBeenCalled();
    expect(jumps()).not.toBeNull();
  });
});
