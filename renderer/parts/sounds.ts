import { useContext, useEffect, useRef } from 'react';
import { LookContext } from '../look.ts';

export type Sound = 'accepted' | 'refused';

type Tone = { readonly hertz: number; readonly from: number; readonly seconds: number };

/** One high tone, or two low ones: told apart by number and height, also on a bad speaker. */
const tones: Readonly<Record<Sound, readonly Tone[]>> = {
  accepted: [{ hertz: 1320, from: 0, seconds: 0.09 }],
  refused: [
    { hertz: 330, from: 0, seconds: 0.14 },
    { hertz: 330, from: 0.2, seconds: 0.18 },
  ],
};

const VOLUME = 0.2;
let speaker: AudioContext | null = null;

function play(sound: Sound): void {
  speaker ??= new AudioContext();
  void speaker.resume();
  for (const { hertz, from, seconds } of tones[sound]) {
    const start = speaker.currentTime + from;
    const [tone, level] = [speaker.createOscillator(), speaker.createGain()];
    tone.frequency.value = hertz;
    level.gain.setValueAtTime(VOLUME, start);
    // Cut off hard, it would click.
    level.gain.exponentialRampToValueAtTime(0.001, start + seconds);
    tone.connect(level).connect(speaker.destination);
    tone.start(start);
    tone.stop(start + seconds);
  }
}

/** Sounds when one of the counts grows, of what was taken or refused; in silence when it is another form's, as `of` says. */
export function useSoundsFor(accepted: number, refused: number, of = ''): void {
  const play = useSounds();
  const before = useRef({ accepted, refused, of });
  useEffect(() => {
    if (of !== before.current.of) {
      before.current = { accepted, refused, of };
      return;
    }
    if (refused > before.current.refused) play('refused');
    else if (accepted > before.current.accepted) play('accepted');
    before.current = { accepted, refused, of };
  });
}

/** Tones for who asked for them; what a tone says always stands on the screen too. A missing speaker is no error. */
export function useSounds(): (sound: Sound) => void {
  const { look } = useContext(LookContext);
  return (sound) => {
    if (!look.sounds) return;
    try {
      play(sound);
    } catch {
      speaker = null;
    }
  };
}
