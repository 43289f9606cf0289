import { preferences } from './preferences';

/** Shortest time between two sounds, in milliseconds. */
const THROTTLE = 1500;
let context: AudioContext | null = null;
let last = 0;

/** Browsers keep audio mute until the first gesture: create and resume it there. */
export function unlockSoundOnGesture(): void {
  const unlock = () => {
    if (typeof AudioContext === 'undefined') return;
    context ??= new AudioContext();
    void context.resume();
  };
  addEventListener('pointerdown', unlock, { once: true });
  addEventListener('keydown', unlock, { once: true });
}

function tone(frequency: number, start: number, length: number): void {
  if (!context) return;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(0.18, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + length);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + length);
}

/** Rings softly: two notes for a message, three rising ones for a new assignment, four for what must be answered. */
export function ring(kind: 'message' | 'assigned' | 'offer'): void {
  const now = Date.now();
  if (!preferences.read().sound || !context || context.state !== 'running' || now - last < THROTTLE) return;
  last = now;
  const notes = { message: [784, 988], assigned: [659, 784, 1047], offer: [880, 1109, 880, 1109] }[kind];
  notes.forEach((note, index) => tone(note, (context?.currentTime ?? 0) + index * 0.11, 0.24));
}
