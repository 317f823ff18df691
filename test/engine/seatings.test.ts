import { expect, test } from 'vitest';
import { access } from '../../contract/app/access.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceSeat, saleCall, sell } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { inputFor } from './procedure-inputs.ts';
import { countEvents } from './tables.ts';
import { seededWorld } from './world.ts';

/** A window of its own: it names the sitting it was told when it signed in. */
function windowOf(seat: Seat) {
  let seating: string | null = null;
  const { client, close } = procedureClient(seat, () => seating);
  return {
    client,
    close,
    async signIn(person: string, pin: string) {
      const state = await client.session.signIn({ person, pin });
      seating = state.seating;
      return state;
    },
  };
}

const saleInput = (request: string) => saleCall(0, request);

/** Two windows on one seat: 韦小兰 signed in first, then 黄䶮 in the second one. */
async function twoWindows() {
  const { seat } = await practiceSeat();
  const [first, second] = [windowOf(seat), windowOf(seat)];
  const before = await first.signIn('sk01', '1201');
  const after = await second.signIn('sk02', '1302');
  expect([before.clerk?.id, after.clerk?.id]).toEqual(['sk01', 'sk02']);
  expect(after.seating).not.toBe(before.seating);
  const close = () => [first, second].forEach((one) => void one.close());
  return { seat, first, second, close };
}

test('a sign-in in a second window ends the first one’s sitting: no sale is booked to the wrong clerk', async () => {
  const { seat, first, second, close } = await twoWindows();
  const before = countEvents(seat.city().db);
  const refused = first.client.sales.make(saleInput('request-first'));
  await expect(refused).rejects.toMatchObject({
    data: { code: 'SIGN_IN', happened: expect.stringContaining('另一个窗口已经登录') },
  });
  expect(countEvents(seat.city().db)).toBe(before);
  expect(await second.client.sales.make(saleInput('request-second'))).toMatchObject({
    clerk: '黄䶮',
  });
  close();
});

test('the window whose sitting ended is shown the sign-in page, and can neither act nor sign the other out', async () => {
  const { seat, first, second, close } = await twoWindows();
  expect(await first.client.session.state()).toMatchObject({ clerk: null, seating: null, displaced: true });
  expect(await second.client.session.state()).toMatchObject({ clerk: { id: 'sk02' } });
  for (const [procedure, rule] of Object.entries(access)) {
    if (rule === 'open') continue;
    const [area = '', name = ''] = procedure.split('.');
    const client = first.client as unknown as Record<
      string,
      Record<string, (i: unknown) => Promise<unknown>>
    >;
    const call = client[area]?.[name]?.(
      inputFor(procedure, 'request-10', {
        sale: 'none',
        document: 'none',
        employer: 'none',
        soldNow: () => 'none',
        nextFiscal: () => '0012301',
      }),
    );
    expect(await answerOf(call ?? Promise.resolve()), procedure).toBe('SIGN_IN');
  }
  expect(seat.clerk()?.id).toBe('sk02');
  close();
});

test('a window that never signed in sees nobody, and after signing out neither does the one that did', async () => {
  const { seat, second, close } = await twoWindows();
  const third = windowOf(seat);
  expect(await third.client.session.state()).toMatchObject({ clerk: null, seating: null, displaced: false });
  expect(await second.client.session.signOut()).toMatchObject({ clerk: null, seating: null });
  expect(await answerOf(second.client.sales.clerks())).toBe('SIGN_IN');
  third.close();
  close();
});

test('who signs in while a slip is being drawn for the one before does not get its print booked', async () => {
  const world = seededWorld();
  let onDrawing = () => {};
  const startDocumentWorker: typeof world.startDocumentWorker = (events) => {
    const worker = world.startDocumentWorker(events);
    return {
      ...worker,
      post(job) {
        onDrawing();
        worker.post(job);
      },
    };
  };
  const { seat } = await practiceSeat('sk01', { ...world, startDocumentWorker });
  const { document } = sell(seat, 0, 'request-first').envelope.payload as { document: string };
  const window = windowOf(seat);
  await window.signIn('sk01', '1201');
  onDrawing = () => void seat.sitDown('sk02');
  const print = window.client.papers.recordPrint({ request: 'request-print', document });
  expect(await answerOf(print)).toBe('SIGN_IN');
  expect(seat.city().journal.byRequest('request-print')).toBeNull();
  window.close();
});
