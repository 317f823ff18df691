import { afterEach } from 'vitest';
import { PRACTICE_DAY } from '../../contract/domain/practice.ts';
import type { StoredEvent } from '../../contract/events/envelope.ts';
import type { Capability } from '../../contract/events/points.ts';
import { foundCity } from '../../electron/engine/city/found.ts';
import { joinCity } from '../../electron/engine/city/join.ts';
import { cityFiles, type OpenCity, openCity } from '../../electron/engine/city/open-city.ts';
import { practicePlan } from '../../electron/engine/city/practice-plan.ts';
import { type Command, type Desk, execute } from '../../electron/engine/commands/command.ts';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import { openDatabase } from '../../electron/engine/database/open.ts';
import { tillOf } from '../../electron/engine/journal/identity.ts';
import { businessDayOf } from '../../electron/engine/queries/state.ts';
import { type Decoded, decodeEvent } from '../../wire/encode.ts';
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
export function pcsOfOnePoint(count: number): Promise<readonly Pc[]> {
  return pcsAt(Array.from({ length: count }, () => ({ point: 'QZ', capabilities: ['sell' as const] })));
}

interface Place {
  readonly point: string;
  readonly capabilities: readonly Capability[];
}

/** One PC at each of these places of one city. */
export async function pcsAt(places: readonly Place[]): Promise<readonly Pc[]> {
  const world = seededWorld('city of several');
  const keys = places.map(() => world.random(32));
  const seats = keys.map((key, index) => {
    const { point, capabilities } = places[index] as Place;
    const publicKey = publicKeyOf(key);
    return { publicKey, point, workplace: point, pc: index + 1, capabilities: [...capabilities] };
  });
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

/** What this PC said itself. */
export function ownEventsOf({ city }: Pc): readonly StoredEvent[] {
  return eventsOf(city).filter(
    ({ bytes, personal }) => decodeEvent(bytes, personal).envelope.device === city.journal.identity.device,
  );
}

/** As the city does: settings, and what is addressed to the other's point. */
export function deliverOwn(from: Pc, to: Pc): void {
  const { point } = to.city.journal.identity;
  const mine = eventsOf(from.city).filter(({ bytes, personal }) => {
    const { audience } = decodeEvent(bytes, personal).envelope;
    return audience === 'all' || audience === `point:${point}`;
  });
  receiveBatch(to.city, mine);
}

/** Carries everything one PC knows to another, as the network or a stick would. */
export function deliver(from: Pc, to: Pc): void {
  receiveBatch(to.city, eventsOf(from.city));
}
