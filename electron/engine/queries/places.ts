import type { DeviceState } from '../../../contract/domain/folds/settings.ts';
import type { Db } from '../database/open.ts';
import { type Identity, tillOf } from '../journal/identity.ts';
import { allStates, workplaceOf } from './state.ts';

/** Somewhere goods can lie within one point: a PC's till, or the store-room. */
export interface Place {
  readonly holder: string;
  readonly name: string;
}

type Own = Pick<Identity, 'device' | 'point'>;

export function storeOf({ point }: Pick<Identity, 'point'>): string {
  return `store:${point}`;
}

/** Tills of a point in the order of its PCs. */
export function tillsOf(db: Db, point: string): readonly Place[] {
  return sellingPcs(db, point).map((device) => ({ holder: tillOf(device), name: nameOfPc(db, device) }));
}

/** PCs of a point that sell, in order. A window that only hands out certificates has none. */
export function sellingPcs(db: Db, point: string) {
  return enrolledAt(db, point).filter(({ workplace }) => sells(db, workplace));
}

/** All PCs of a point, in order. */
export function enrolledAt(db: Db, point: string) {
  return enrolled(db)
    .filter((device) => device.point === point)
    .toSorted((a, b) => (a.workplace < b.workplace ? -1 : Number(a.workplace > b.workplace)) || a.pc - b.pc);
}

/** 领用 and the store-room are there only where a point has more than one PC that sells (design.md §5). */
export function hasStoreRoom(db: Db, point: string): boolean {
  return tillsOf(db, point).length > 1;
}

/** Where goods of this point can lie: the own till first, then the store-room, then the other tills. */
export function placesOf(db: Db, own: Own): readonly Place[] {
  const tills = tillsOf(db, own.point);
  const mine = { holder: tillOf(own), name: placeName(db, own, tillOf(own)) };
  if (tills.length < 2) return [mine];
  const store = { holder: storeOf(own), name: '库房' };
  return [mine, store, ...tills.filter(({ holder }) => holder !== mine.holder)];
}

/** A holder in the clerk's words. */
export function placeName(db: Db, own: Own, holder: string): string {
  if (holder === tillOf(own)) return '本机钱柜';
  if (holder.startsWith('store:')) return holder === storeOf(own) ? '库房' : '外点库房';
  if (holder.startsWith('check:')) return '待核退卡';
  const device = enrolled(db).find((one) => tillOf(one) === holder);
  return device === undefined ? '未登记的电脑' : nameOfPc(db, device);
}

/** The same for paper, which says of a till which PC's it is, wherever it is printed again. */
export function placeOnPaper(db: Db, holder: string): string {
  return holder.startsWith('store:') ? '库房' : placeName(db, { device: '', point: '' }, holder);
}

function enrolled(db: Db) {
  return allStates<DeviceState>(db, 'device').flatMap((device) => device.enrolled ?? []);
}

function sells(db: Db, code: string): boolean {
  return workplaceOf(db, code)?.said.capabilities.includes('sell') ?? true;
}

function nameOfPc(db: Db, { workplace, pc }: { readonly workplace: string; readonly pc: number }): string {
  return `${workplaceOf(db, workplace)?.said.name ?? ''}${pc}号机钱柜`;
}
