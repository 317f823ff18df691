import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftKeeper } from '../../renderer/parts/draft-keeper.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An engine that answers when told to. */
function slowEngine() {
  const sent: string[] = [];
  const answers: { readonly yes: () => void; readonly no: () => void }[] = [];
  const send = (draft: string) => {
    sent.push(draft);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    answers.push({ yes: resolve, no: () => reject(new TypeError('lost')) });
    return promise;
  };
  return { sent, answers, send };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

test('typing is saved once it pauses, nothing left to keep at once', async () => {
  const { sent, answers, send } = slowEngine();
  const keeper = new DraftKeeper('', send);
  for (const draft of ['a', 'ab', 'abc']) {
    keeper.want(draft);
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(sent).toEqual(['abc']);
  answers[0]?.yes();
  await settle();
  keeper.want('');
  await settle();
  expect(sent).toEqual(['abc', '']);
});

test('a later draft waits for the answer to the one before, so that the last one stays', async () => {
  const { sent, answers, send } = slowEngine();
  const keeper = new DraftKeeper('', send);
  void keeper.keep('a');
  const second = keeper.keep('b');
  await settle();
  expect(sent).toEqual(['a']);
  answers[0]?.yes();
  await settle();
  expect(sent).toEqual(['a', 'b']);
  answers[1]?.yes();
  await second;
  expect([keeper.known, keeper.tried]).toEqual(['b', null]);
});

test('what got no answer may be there or not: it fails, and even the draft before is sent again', async () => {
  const { sent, answers, send } = slowEngine();
  const keeper = new DraftKeeper('a', send);
  const failed = keeper.keep('b').catch((error: Error) => error.message);
  await settle();
  answers[0]?.no();
  expect(await failed).toBe('lost');
  expect([keeper.known, keeper.tried]).toEqual(['a', 'b']);
  void keeper.keep('a');
  await settle();
  expect(sent).toEqual(['b', 'a']);
});

test('a page that goes sends what is not kept yet, and only that', async () => {
  const { sent, send } = slowEngine();
  const keeper = new DraftKeeper('a', send);
  keeper.leave();
  expect(sent).toEqual([]);
  keeper.want('b');
  keeper.leave();
  expect(sent).toEqual(['b']);
});

test('once stopped it saves nothing by itself', async () => {
  const { sent, send } = slowEngine();
  const keeper = new DraftKeeper('', send);
  keeper.want('a');
  keeper.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toEqual([]);
});
