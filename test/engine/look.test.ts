import { expect, test } from 'vitest';
import { plainLook } from '../../contract/domain/look.ts';
import { practiceSeat, reopen } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { countEvents } from './tables.ts';

const large = { type: '200', contrast: 'high', sounds: true } as const;

test('a person’s look is there again after a restart, and is nobody else’s', async () => {
  const { seat, folder } = await practiceSeat('sk01');
  const { client, close } = procedureClient(seat);
  expect(await client.session.look()).toEqual({ person: 'sk01', look: null });
  expect(await client.session.setLook(large)).toEqual({ person: 'sk01', look: large });
  seat.sitDown('sk02');
  expect(await client.session.look()).toEqual({ person: 'sk02', look: null });
  await client.session.setLook(plainLook);
  close();
  seat.close();

  const again = await reopen(folder);
  const { client: after, close: end } = procedureClient(again);
  expect(await after.session.look()).toEqual({ person: 'sk01', look: large });
  again.sitDown('sk02');
  expect(await after.session.look()).toEqual({ person: 'sk02', look: plainLook });
  end();
});

test('a look is told to nobody: no event holds it', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const before = countEvents(seat.city().db);
  await client.session.setLook(large);
  expect(countEvents(seat.city().db)).toBe(before);
  close();
});

test('a size that is none, a colour that is none and anything beside them is refused', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const set = client.session.setLook as unknown as (input: unknown) => Promise<unknown>;
  for (const wrong of [{ type: '300' }, { contrast: 'dark' }, { sounds: 'yes' }, { volume: '1' }]) {
    expect(await answerOf(set({ ...large, ...wrong }))).toBe('INPUT');
  }
  expect((await client.session.look()).look).toBe(null);
  close();
});

test('a look kept by a program that knew other sizes is as good as none', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  await client.session.setLook(large);
  seat.city().db.exec("UPDATE preference SET value = '400' WHERE name = 'type'");
  expect((await client.session.look()).look).toBe(null);
  close();
});
