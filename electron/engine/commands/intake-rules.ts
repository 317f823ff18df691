import { tillOf } from '../journal/identity.ts';
import { refuse } from '../problem.ts';
import { hasStoreRoom, storeOf } from '../queries/places.ts';
import { personOf } from '../queries/state.ts';
import type { Writer } from './command.ts';

/** Where an intake goes at a point with several PCs: the own till, or the store-room. */
export type Into = 'till' | 'store';

/** in: the supplier's slip number as typed; empty is 期初库存, which a supervisor alone registers. out: it, trimmed. */
export function slipNumberFor(write: Writer, typed: string): string {
  const note = typed.trim();
  if (note !== '' || write.role === 'device' || isSupervisor(write)) return note;
  throw refuse(
    'OPENING',
    '没有填写送货单号；没有单号的期初库存由主管登记，这次没有入库。',
    '请填写上级送货单（出库单）上的单号；确是期初库存的，请主管登录办理。',
  );
}

function isSupervisor({ db, actor }: Writer): boolean {
  return personOf(db, actor)?.said?.roles.includes('supervisor') ?? false;
}

/** The holder of what comes in; a point with one PC has no store-room. */
export function holderFor({ db, journal: { identity } }: Writer, into: Into): string {
  if (into === 'till') return tillOf(identity);
  if (hasStoreRoom(db, identity.point)) return storeOf(identity);
  throw refuse('ONE_PC', '本销售点只有一台电脑，没有库房，这次没有入库。', '请选择收入本机钱柜。');
}
