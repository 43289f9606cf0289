import { t, type MessageKey } from '@shared/i18n';

/** One path per channel, 24 × 24, drawn by us: the icon set has no brands. */
const GLYPHS: Record<string, { path: string; colour: string }> = {
  whatsapp: {
    colour: 'var(--channel-whatsapp, #1a8f4c)',
    path: 'M12 3a9 9 0 0 0-7.7 13.6L3 21l4.5-1.2A9 9 0 1 0 12 3Zm-3.3 4.9c.3 0 .5 0 .7.4l.7 1.7c.1.3 0 .5-.1.7l-.6.7c.5 1.2 1.4 2 2.7 2.6l.8-.9c.2-.2.4-.2.6-.1l1.8.8c.3.1.3.4.3.6-.2 1.2-1.2 1.8-2.2 1.7-3.2-.4-6-3.200-6.500-6 0-1.100.8-2.200 1.800-2.200Z',
  },
  instagram: {
    colour: '#c13584',
    path: 'M8 3h8a5 5 0 0 1 5 5v8a5 5 0 0 1-5 5H8a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5Zm0 2a3 3 0 0 0-3 3v8a3 3 0 0 0 3 3h8a3 3 0 0 0 3-3V8a3 3 0 0 0-3-3H8Zm4 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0 2a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm4.500-3.600a1.100 1.100 0 1 1 0 2.200 1.100 1.100 0 0 1 0-2.200Z',
  },
  messenger: {
    colour: '#2a6df4',
    path: 'M12 3c-5 0-9 3.700-9 8.400 0 2.600 1.200 4.900 3.200 6.400V21l2.900-1.600c.9.200 1.900.4 2.900.4 5 0 9-3.700 9-8.400S17 3 12 3Zm.9 11.200-2.300-2.400-4.500 2.400 5-5.200 2.300 2.400 4.400-2.400-4.900 5.200Z',
  },
  telegram: { colour: '#2487c7', path: 'm21 4-3 16-6.500-4.800-3 2.900-.9-5.600L19 5.500 5.500 12 2 10.800 21 4Z' },
  sms: {
    colour: '#6b4fc4',
    path: 'M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H9l-5 4V5a1 1 0 0 1 1-1Zm3.500 5.500v2h2v-2h-2Zm3.500 0v2h2v-2h-2Zm3.500 0v2h2v-2h-2Z',
  },
  email: {
    colour: '#5c6d76',
    path: 'M4 5h16a1 1 0 0 1 1 1v.7l-9 5.600-9-5.600V6a1 1 0 0 1 1-1Zm-1 4v9a1 1 0 0 0 1 1h16a1 1 0 0 0 1-1V9l-9 5.600L3 9Z',
  },
  webchat: {
    colour: '#0b7285',
    path: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-6.900 8h3c.1-2 .5-3.700 1.200-5A7 7 0 0 0 5.100 11Zm0 2a7 7 0 0 0 4.200 5c-.7-1.300-1.100-3-1.200-5h-3Zm5 0c.2 3.300 1.200 5.500 1.900 5.900.7-.4 1.700-2.600 1.900-5.900h-3.800Zm0-2h3.800c-.2-3.300-1.200-5.500-1.900-5.900-.7.4-1.700 2.600-1.900 5.900Zm5.800 2c-.1 2-.5 3.700-1.200 5a7 7 0 0 0 4.200-5h-3Zm3-2a7 7 0 0 0-4.200-5c.7 1.300 1.100 3 1.200 5h3Z',
  },
  voice: {
    colour: '#b3541e',
    path: 'M7 3 4.500 4.500C3 9.500 8.500 19 15 20.500l3-2-1.500-4-3 .8c-1.700-1.200-3-2.800-3.800-4.800L12 8.300 10.500 3H7Z',
  },
};

const OTHER = { colour: '#5c6d76', path: 'M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H9l-5 4V4Z' };

/** Words for a channel type, in the current language. */
export function channelTypeName(type: string): string {
  return t((type in GLYPHS ? `channel.type.${type}` : 'channel.type.other') as MessageKey);
}

/** Glyph of a channel; give `named` where no text stands beside it. */
export function ChannelIcon({ type, size = 14, named }: { type: string; size?: number; named?: boolean }) {
  const { path, colour } = GLYPHS[type] ?? OTHER;
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill={colour}
      role={named ? 'img' : undefined}
      aria-label={named ? channelTypeName(type) : undefined}
      aria-hidden={named ? undefined : true}
    >
      <path d={path} fillRule="evenodd" />
    </svg>
  );
}
