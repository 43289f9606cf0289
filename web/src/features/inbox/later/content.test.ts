import { describe, expect, it } from 'vitest';
import type { Scheduled } from '@shared/api/later';
import type { Upload } from '../composer/uploads';
import { scheduled } from '@/test/samples';
import { contentOf, summaryOf } from './content';

const upload = (type: string, voice = false): Upload => ({
  id: type,
  file: new File([], 'a', { type }),
  voice,
  preview: null,
  progress: 1,
  state: 'ready',
  mediaId: `media of ${type}`,
  error: null,
});

describe('what is scheduled', () => {
  it('is the words alone', () => {
    expect(contentOf(' Oi ', [], false)).toEqual([{ type: 'text', text: 'Oi' }]);
  });

  it('is a message for each file, the words with the first', () => {
    expect(contentOf('Veja', [upload('image/png'), upload('application/pdf')], false)).toEqual([
      { type: 'image', media_id: 'media of image/png', text: 'Veja' },
      { type: 'document', media_id: 'media of application/pdf' },
    ]);
  });

  it('is the words before a voice message, which has no caption', () => {
    expect(contentOf('Ouça', [upload('audio/ogg; codecs=opus', true)], false)).toEqual([
      { type: 'text', text: 'Ouça' },
      { type: 'audio', media_id: 'media of audio/ogg; codecs=opus', voice: true },
    ]);
  });

  it('keeps the file that is there, with another caption', () => {
    expect(contentOf('Outra', [], true)).toEqual([{ text: 'Outra' }]);
  });

  it('is said in one line', () => {
    const [first] = scheduled(0) as [Scheduled];
    const file = { id: 'm', kind: 'image', file_name: 'foto.png', mime_type: null, bytes: null };
    expect(summaryOf({ ...first, type: 'image', text: null, file })).toBe('foto.png');
    expect(summaryOf({ ...first, type: 'image', text: 'Veja', file })).toBe('foto.png · Veja');
    expect(summaryOf(first)).toBe(first.text);
  });
});
