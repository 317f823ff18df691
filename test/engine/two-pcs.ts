import { afterEach } from 'vitest';
import { PRACTICE_DAY } from '../../contract/domain/practice.ts';
import { foundCity } from '../../electron/engine/city/found.ts';
import { joinCity } from '../../electron/engine/city/join.ts';
import { cityFiles, type OpenCity, openCity } from '../../electron/engine/city/open-city.ts';
import { practicePlan } from '../../electron/engine/city/practice-plan.ts';
import { type Command, type Desk, execute } from '../../electron/engine/commands/command.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { openDatabase } from '../../electron/engine/database/open.ts';
import { tillOf } from '../../electron/engine/journal/identity.ts';
import { businessDayOf } from '../../electron/engine/queries/state.ts';
import type { Decoded } from '../../wire/encode.ts';
import { publicKeyOf } from '../../wire/keys.ts';
import { tempFolder } from './city.ts';
import { eventsOf, receiveBatch } from './devices.ts';
import { seededWorld } from './world.ts';

/** A PC of a point with several, with whoever sits there. */
export interface Pc {
  readonly city: OpenCity;
  readonly till: string;
  perform<I>(command: Command<I>, input: I, request: string, actor?: string, approver?: string): Decoded;
}

const open: OpenCity[] = [];
afterEach(() => {
  for (const city of open.splice(0)) city.close();
});

const roles: Readonly<Record<string, Desk['role']>> = {
  sk01: 'counter',
  sk02: 'counter',
  zg01: 'supervisor',
};

/** The city bureau's point with this many PCs; none of them has heard of the others' business. */
export async function pcsOfOnePoint(count: number): Promise<readonly Pc[]> {
  const world = seededWorld('city of several');
  const keys = Array.from({ length: count }, () => world.random(32));
  const seats = keys.map((key, index) => ({
    ...{ publicKey: publicKeyOf(key), point: 'QZ', workplace: 'QZ', pc: index + 1 },
    capabilities: ['sell' as const],
  }));
  const { settings, certificates } = foundCity(practicePlan, seats, world);
  return Promise.all(
    keys.map(async (privateKey, index) => {
      const certificate = certificates[index];
      if (certificate === undefined) throw new Error('a PC without a certificate');
      const own = seededWorld(`pc ${index}`);
      const files = cityFiles(tempFolder());
      const key = new Uint8Array(32).fill(5);
      const db = openDatabase(files.database, key);
      joinCity(db, own, { settings, certificate, privateKey });
      db.close();
      const city = await openCity(files, key, own);
      open.push(city);
      return pcOf(city);
    }),
  );
}

function pcOf(city: OpenCity): Pc {
  const { device } = city.journal.identity;
  const perform: Pc['perform'] = (command, input, request, actor = 'sk01', approver) => {
    const businessDay = businessDayOf(city.db, device) || PRACTICE_DAY;
    const second = approver === undefined ? {} : { approver };
    const desk: Desk = { actor, role: roles[actor] ?? 'counter', businessDay, ...second };
    // Two PCs never make the same request id; here each is told apart by its device.
    return execute(city, command, input, desk, `${request}-${device.slice(0, 8)}`);
  };
  perform(openDay, { day: PRACTICE_DAY }, 'open-day');
  return { city, till: tillOf({ device }), perform };
}

/** Carries everything one PC knows to another, as the network or a stick would. */
export function deliver(from: Pc, to: Pc): void {
  receiveBatch(to.city, eventsOf(from.city));
}
