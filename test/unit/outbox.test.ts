import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextPiece, progressOf, type StreamStanding } from '../../electron/engine/sync/outbox.ts';

const own = (standing: Partial<StreamStanding> = {}): StreamStanding => ({
  stream: 'A-000000000000/point:QZ',
  own: true,
  head: 10,
  confirmed: 0,
  cutAt: null,
  signed: [],
  ...standing,
});

test('own events go from where the server stands, as many as a batch takes, until nothing waits', () => {
  expect(nextPiece([own({ confirmed: 3 })], 4)).toMatchObject({ from: 4, upTo: 7 });
  expect(nextPiece([own({ confirmed: 8 })], 4)).toMatchObject({ from: 9, upTo: 10 });
  expect(nextPiece([own({ confirmed: 10 })])).toBeNull();
  // A PC that was restored holds less than the server does.
  expect(nextPiece([own({ confirmed: 12 })])).toBeNull();
});

test('what the server wants by itself goes by itself, and what lies before it goes first', () => {
  expect(nextPiece([own({ cutAt: 6 })])).toMatchObject({ from: 1, upTo: 5 });
  expect(nextPiece([own({ cutAt: 6, confirmed: 5 })])).toMatchObject({ from: 6, upTo: 6 });
  expect(nextPiece([own({ cutAt: 6, confirmed: 6 })])).toMatchObject({ from: 7, upTo: 10 });
});

test("others' events go as far as their author signed them, and not at all where no signature is kept", () => {
  const others = (signed: readonly number[], confirmed = 0) =>
    nextPiece([own({ own: false, signed, confirmed })]);
  expect(others([4, 9])).toMatchObject({ from: 1, upTo: 4 });
  expect(others([4, 9], 4)).toMatchObject({ from: 5, upTo: 9 });
  // Within a batch: the signature at its end vouches for a part of it as well.
  expect(others([4, 9], 6)).toMatchObject({ from: 7, upTo: 9 });
  expect(others([])).toBeNull();
  expect(others([9], 9)).toBeNull();
});

test('an answer that does not belong to what was sent is never gone by', () => {
  const piece = { from: 4, upTo: 7 };
  const after = (answer: Parameters<typeof progressOf>[1], last: number | null = 10) =>
    progressOf(piece, answer, last).kind;
  expect(after({ kind: 'accepted', upTo: 7 })).toBe('confirmed');
  expect(after({ kind: 'accepted', upTo: 6 })).toBe('senseless');
  expect(after({ kind: 'known', upTo: 9 })).toBe('confirmed');
  expect(after({ kind: 'known', upTo: 3 })).toBe('senseless');
  expect(after({ kind: 'quarantined', upTo: 7, reason: 'ROLE' })).toBe('confirmed');
  expect(after({ kind: 'sendFrom', from: 2 })).toBe('sendFrom');
  expect(after({ kind: 'sendFrom', from: 4 })).toBe('senseless');
  expect(after({ kind: 'cut', before: 4 })).toBe('cut');
  expect(after({ kind: 'cut', before: 8 })).toBe('senseless');
  expect(progressOf({ from: 4, upTo: 4 }, { kind: 'cut', before: 4 }, 10).kind).toBe('senseless');
  expect(after({ kind: 'broken' })).toBe('broken');
});

test('a server that holds more of this PC than it ever wrote has heard from its double', () => {
  const piece = { from: 4, upTo: 7 };
  expect(progressOf(piece, { kind: 'known', upTo: 11 }, 10).kind).toBe('forked');
  expect(progressOf(piece, { kind: 'sendFrom', from: 12 }, 10).kind).toBe('forked');
  expect(progressOf(piece, { kind: 'sendFrom', from: 11 }, 10).kind).toBe('sendFrom');
  // Of an earlier life the server may well know more.
  expect(progressOf(piece, { kind: 'known', upTo: 11 }, null).kind).toBe('confirmed');
});

/** A server that permits everything but some positions, which it wants alone, and forgets from time to time. */
function serve(head: number, refused: ReadonlySet<number>, losses: readonly number[], most: number) {
  let [held, cutAt, confirmed] = [0, null as number | null, 0];
  const taken: { from: number; upTo: number }[] = [];
  for (let step = 0; step < 500; step++) {
    const loss = losses[step];
    if (loss !== undefined && loss < held) held = loss;
    const piece = nextPiece([own({ head, confirmed, cutAt })], most);
    if (piece === null) {
      if (held === head) return taken;
      confirmed = held;
      continue;
    }
    const bad = [...refused].filter((at) => at >= piece.from && at <= piece.upTo).sort((a, b) => a - b)[0];
    const answer = () => {
      if (piece.from > held + 1) return { kind: 'sendFrom' as const, from: held + 1 };
      if (piece.upTo <= held) return { kind: 'known' as const, upTo: piece.upTo };
      if (piece.from <= held) return { kind: 'sendFrom' as const, from: held + 1 };
      if (bad !== undefined && piece.upTo > piece.from) return { kind: 'cut' as const, before: bad };
      taken.push({ from: piece.from, upTo: piece.upTo });
      held = piece.upTo;
      if (bad === undefined) return { kind: 'accepted' as const, upTo: held };
      return { kind: 'quarantined' as const, upTo: held, reason: 'ROLE' };
    };
    const progress = progressOf(piece, answer(), head);
    if (progress.kind === 'confirmed') confirmed = progress.upTo;
    else if (progress.kind === 'sendFrom') confirmed = progress.from - 1;
    else if (progress.kind === 'cut') cutAt = progress.before;
    else throw new Error(progress.kind);
  }
  throw new Error('it went round in circles');
}

test('whatever the server refuses or forgets, it holds everything in the end, and what it refuses lies alone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
      fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 10 }),
      fc.integer({ min: 1, max: 12 }),
      (head, refused, losses, most) => {
        const bad = new Set(refused);
        for (const { from, upTo } of serve(head, bad, losses, most)) {
          const inside = [...bad].filter((at) => at >= from && at <= upTo);
          expect(inside.length === 0 || from === upTo).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});
