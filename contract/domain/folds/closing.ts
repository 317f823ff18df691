import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

/** One person's time at the drawer of one PC: counted at its beginning and, blind, at its end. */
export interface ShiftState {
  readonly opened: Payload<'shift.opened'> | null;
  readonly openedBy: string;
  readonly closed: Payload<'shift.closed'> | null;
  readonly closedBy: string;
  readonly approver: string | null;
  readonly device: string;
  readonly day: string;
  readonly at: number;
  /** Places of the two events along their PC; everything between belongs to the shift. */
  readonly from: number;
  readonly to: number;
  readonly hash: string;
}

const NO_SHIFT: ShiftState = {
  opened: null,
  openedBy: '',
  closed: null,
  closedBy: '',
  approver: null,
  device: '',
  day: '',
  at: 0,
  from: 0,
  to: 0,
  hash: '',
};

export function foldShift(state: ShiftState | null, event: FoldEvent): ShiftState {
  const shift = state ?? NO_SHIFT;
  const { device, businessDay: day, at, lamport, hash, actor, approver } = event;
  if (event.type === 'shift.opened' && shift.opened === null) {
    const opened = event.payload as Payload<'shift.opened'>;
    return { ...shift, opened, openedBy: actor, from: lamport, device, day: shift.day || day };
  }
  if (event.type === 'shift.closed' && shift.closed === null) {
    const closed = event.payload as Payload<'shift.closed'>;
    return { ...shift, closed, closedBy: actor, approver, to: lamport, hash, device, day, at };
  }
  return shift;
}

/** Which 缴款单 took a closed day's money of each stream; null while it is due. */
export type Remitted = Readonly<Record<'cards' | 'books', string | null>>;

/** 日结 of one PC and day. The first closing counts: a closed day's figures never change. */
export interface DayCloseState {
  readonly closed: Payload<'day.closed'> | null;
  readonly by: string;
  readonly approver: string | null;
  readonly at: number;
  readonly lamport: number;
  readonly hash: string;
  readonly remitted: Remitted;
}

const NO_CLOSE: DayCloseState = {
  closed: null,
  by: '',
  approver: null,
  at: 0,
  lamport: 0,
  hash: '',
  remitted: { cards: null, books: null },
};

/** The id is `<device>/<day>`. */
export function foldDayClose(state: DayCloseState | null, event: FoldEvent): DayCloseState {
  const close = state ?? NO_CLOSE;
  switch (event.type) {
    case 'day.closed': {
      if (close.closed !== null) return close;
      const { actor: by, approver, at, lamport, hash } = event;
      return { ...close, closed: event.payload as Payload<'day.closed'>, by, approver, at, lamport, hash };
    }
    case 'money.remitted': {
      const { remittance, stream } = event.payload as Payload<'money.remitted'>;
      if (close.remitted[stream] !== null) return close;
      return { ...close, remitted: { ...close.remitted, [stream]: remittance } };
    }
    case 'remittance.withdrawn': {
      const { remittance } = event.payload as Payload<'remittance.withdrawn'>;
      const { cards, books } = close.remitted;
      const kept = (one: string | null) => (one === remittance ? null : one);
      return { ...close, remitted: { cards: kept(cards), books: kept(books) } };
    }
    default:
      return close;
  }
}

/** 日结汇总 of a point and day, printed as often as news came in; the id is `<point>/<day>`. */
export interface PointDayState {
  readonly reports: readonly {
    readonly said: Payload<'day.reported'>;
    readonly by: string;
    /** The second name. */
    readonly approver: string | null;
    readonly at: number;
    readonly hash: string;
  }[];
}

export function foldPointDay(state: PointDayState | null, event: FoldEvent): PointDayState {
  const { actor: by, approver, at, hash } = event;
  const report = { said: event.payload as Payload<'day.reported'>, by, approver, at, hash };
  return { reports: [...(state?.reports ?? []), report] };
}

/** 缴款单: made, carried to the bank, or withdrawn. */
export interface RemittanceState {
  readonly made: Payload<'money.remitted'> | null;
  readonly by: string;
  readonly day: string;
  readonly at: number;
  readonly hash: string;
  readonly banked: { readonly slip: string; readonly on: string; readonly by: string } | null;
  readonly withdrawn: { readonly reason: string; readonly by: string; readonly day: string } | null;
  /** Still on its way to the bank. */
  readonly open: boolean;
}

const NO_REMITTANCE: RemittanceState = {
  made: null,
  by: '',
  day: '',
  at: 0,
  hash: '',
  banked: null,
  withdrawn: null,
  open: false,
};

export function foldRemittance(state: RemittanceState | null, event: FoldEvent): RemittanceState {
  const next = changedRemittance(state ?? NO_REMITTANCE, event);
  const { made, banked, withdrawn } = next;
  return { ...next, open: made !== null && banked === null && withdrawn === null };
}

function changedRemittance(remittance: RemittanceState, event: FoldEvent): RemittanceState {
  const { actor: by, businessDay: day, at, hash } = event;
  switch (event.type) {
    case 'money.remitted':
      if (remittance.made !== null) return remittance;
      return { ...remittance, made: event.payload as Payload<'money.remitted'>, by, day, at, hash };
    case 'remittance.banked': {
      const { bankSlip: slip, on } = event.payload as Payload<'remittance.banked'>;
      return { ...remittance, banked: remittance.banked ?? { slip, on, by } };
    }
    case 'remittance.withdrawn': {
      if (remittance.banked !== null) return remittance;
      const { reason } = event.payload as Payload<'remittance.withdrawn'>;
      return { ...remittance, withdrawn: remittance.withdrawn ?? { reason, by, day } };
    }
    default:
      return remittance;
  }
}
