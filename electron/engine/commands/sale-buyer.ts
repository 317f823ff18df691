import { isOutside, isReason } from '../../../contract/domain/areas.ts';
import type { EmployerState } from '../../../contract/domain/folds/employer.ts';
import type { Payload } from '../../../contract/events/catalogue.ts';
import { refuse } from '../problem.ts';
import { pointOf, stateOf } from '../queries/state.ts';
import type { Writer } from './command.ts';
import { employersLike, refuseAlike, refuseUnknownArea, requireName } from './employers.ts';
import type { MakeSale } from './make-sale.ts';

type Buyer = Payload<'sale.made'>['buyer'];
type NewEmployer = Extract<MakeSale['buyer'], { kind: 'newEmployer' }>;

/**
 * Who buys, registered on the way if need be. A buyer from elsewhere is served with a written reason (notice 四 names
 * main, not exclusive, buyers); of the point's own buyers none is kept.
 */
export function buyerOf(write: Writer, { buyer, outside }: Pick<MakeSale, 'buyer' | 'outside'>): Buyer {
  if (buyer.kind !== 'employer') refuseUnknownArea(write, buyer.area);
  if (buyer.kind === 'person') return { ...buyer, outside: reasonFor(write, buyer.area, outside) };
  return employerOf(write, buyer.kind === 'newEmployer' ? known(write, buyer) : buyer, outside);
}

function employerOf(
  write: Writer,
  buyer: Exclude<MakeSale['buyer'], { kind: 'person' }>,
  reason: string,
): Buyer {
  if (buyer.kind === 'newEmployer') return register(write, buyer, reason);
  const { employer } = buyer;
  const said = stateOf<EmployerState>(write.db, 'employer', employer);
  if (said === null) throw refuse('EMPLOYER', '没有找到这个购卡单位。', '请重新选择单位。');
  const { name, area } = said;
  return { kind: 'employer', employer, name, area, outside: reasonFor(write, area, reason) };
}

/** The same name is the unit already known. */
function known(write: Writer, buyer: NewEmployer): Exclude<MakeSale['buyer'], { kind: 'person' }> {
  const name = requireName(buyer.name);
  const alike = employersLike(write, name);
  const same = alike.find((one) => one.name === name);
  if (same !== undefined) return { kind: 'employer', employer: same.id };
  refuseAlike(alike[0], name);
  return { ...buyer, name };
}

function register(write: Writer, { name, area, contact, phone }: NewEmployer, reason: string): Buyer {
  const outside = reasonFor(write, area, reason);
  const employer = write.journal.nextId();
  write.appendBeside({
    type: 'employer.registered',
    payload: { employer, name, area },
    personal: { contact: contact.trim(), phone: phone.trim() },
    entities: [{ kind: 'employer', id: employer }],
  });
  return { kind: 'employer', employer, name, area, outside };
}

function reasonFor({ db, journal }: Writer, area: string, reason: string): string | null {
  const own = pointOf(db, journal.identity.point)?.said.areas ?? null;
  if (!isOutside(own, area)) return null;
  if (isReason(reason)) return reason.trim();
  throw refuse(
    'OUTSIDE',
    `本销售点主要销售对象是${own?.join('、')}的专业技术人员，“${area}”不在其中，这笔还没有收款。`,
    '可以继续办理：请写明在这里购卡的原因，再收款。',
  );
}
