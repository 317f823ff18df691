import { incarnationLetter } from '../../../contract/domain/document-number.ts';
import type { Capability } from '../../../contract/events/points.ts';
import { toHex } from '../../../wire/bytes.ts';
import type { Db } from '../database/open.ts';

/** Who this PC is in its city: from its certificate and the signed settings it started from. */
export interface Identity {
  readonly realm: string;
  readonly device: string;
  readonly incarnation: string;
  readonly point: string;
  readonly workplace: string;
  readonly pc: number;
}

interface Row {
  realm: string;
  device: string;
  incarnation: string;
  letter: number;
  certificate: string;
}

/** in: counts this PC's lives from 0; out: `A-…`, whose letter stands in document numbers. */
export function newIncarnation(letter: number, random: (bytes: number) => Uint8Array): string {
  return `${incarnationLetter(letter)}-${toHex(random(6))}`;
}

export function readIdentity(db: Db): Identity | null {
  const row = db.prepare('SELECT realm, device, incarnation, letter, certificate FROM identity').get() as
    | Row
    | undefined;
  if (row === undefined) return null;
  const { point, workplace, pc } = JSON.parse(row.certificate).statement;
  const { realm, device, incarnation } = row;
  return { realm, device, incarnation, point, workplace, pc };
}

export interface NewIdentity {
  readonly realm: string;
  readonly device: string;
  readonly privateKey: Uint8Array;
  readonly incarnation: string;
  readonly certificate: string;
  readonly settings: Uint8Array;
}

export function writeIdentity(db: Db, identity: NewIdentity): void {
  db.prepare('INSERT INTO identity VALUES (1, ?, ?, ?, ?, 0, ?, ?)').run(
    identity.realm,
    identity.device,
    identity.privateKey,
    identity.incarnation,
    identity.certificate,
    identity.settings,
  );
}

/**
 * After a restore no number may be used twice: the next life has its own streams and its own letter on paper.
 * in: `latest` is the newest life known from outside this copy, whose letter is used up.
 */
export function startNextIncarnation(db: Db, latest: string, random: (bytes: number) => Uint8Array): void {
  const own = db.prepare('SELECT letter FROM identity').pluck().get() as number;
  const letter = Math.max(own, letterIndex(latest)) + 1;
  db.prepare('UPDATE identity SET letter = ?, incarnation = ?').run(letter, newIncarnation(letter, random));
}

/** The life with the last letter among those known; empty when none is. */
export function latestLife(incarnations: readonly string[]): string {
  return incarnations.reduce((last, one) => (letterIndex(one) > letterIndex(last) ? one : last), '');
}

/** Whether one life of a PC came before another. */
export function isEarlierLife(life: string, than: string): boolean {
  return letterIndex(life) < letterIndex(than);
}

/** What may be done at this PC, as its certificate says. */
export function capabilitiesOf(db: Db): readonly Capability[] {
  const certificate = db.prepare('SELECT certificate FROM identity').pluck().get() as string | undefined;
  return certificate === undefined ? [] : JSON.parse(certificate).statement.capabilities;
}

/** A → 0, Z → 25, AA → 26: what `incarnationLetter` counted. */
function letterIndex(incarnation: string): number {
  const [letters = ''] = incarnation.split('-');
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** This PC's till as holders are named: what it sells from, and where its intakes go. */
export function tillOf({ device }: Pick<Identity, 'device'>): string {
  return `till:${device}`;
}
