import type { Payload } from '../../events/catalogue.ts';
import type { FoldEvent } from '../event-order.ts';

interface Signed {
  readonly by: string;
  readonly day: string;
}

/** One 客户退卡 with its money and its cards, each on a way of its own. */
export interface ReturnState {
  /** Null while only later news has arrived (待到). */
  readonly made: Payload<'goods.returned'> | null;
  readonly by: string;
  readonly approver: string | null;
  readonly day: string;
  readonly at: number;
  readonly lamport: number;
  readonly device: string;
  readonly hash: string;
  readonly decided: (Signed & { readonly decision: 'approved' | 'refused'; readonly remark: string }) | null;
  readonly paid: (Signed & { readonly reference: string; readonly on: string }) | null;
  readonly settled: readonly (Signed & Payload<'return.settled'>)[];
  /** 申请 → 审核 → 财政退付; `none` where the drawer paid, or nothing was due. */
  readonly refund: 'none' | 'requested' | 'approved' | 'refused' | 'paid';
}

const UNSEEN: ReturnState = {
  made: null,
  by: '',
  approver: null,
  day: '',
  at: 0,
  lamport: 0,
  device: '',
  hash: '',
  decided: null,
  paid: null,
  settled: [],
  refund: 'none',
};

export function foldReturn(state: ReturnState | null, event: FoldEvent): ReturnState {
  const next = changed(state ?? UNSEEN, event);
  return { ...next, refund: refundOf(next) };
}

function refundOf({ made, decided, paid }: ReturnState): ReturnState['refund'] {
  if (made === null || made.pays === 'drawer') return 'none';
  if (paid !== null) return 'paid';
  return decided === null ? 'requested' : decided.decision;
}

function changed(one: ReturnState, event: FoldEvent): ReturnState {
  const { actor: by, businessDay: day, approver, at, lamport, device, hash } = event;
  switch (event.type) {
    case 'goods.returned': {
      if (one.made !== null) return one;
      const made = event.payload as Payload<'goods.returned'>;
      return { ...one, made, by, approver, day, at, lamport, device, hash };
    }
    case 'refund.decided': {
      const { decision, remark } = event.payload as Payload<'refund.decided'>;
      return { ...one, decided: one.decided ?? { decision, remark, by, day } };
    }
    case 'refund.paid': {
      const { reference, on } = event.payload as Payload<'refund.paid'>;
      return { ...one, paid: one.paid ?? { reference, on, by, day } };
    }
    case 'return.settled':
      return {
        ...one,
        settled: [...one.settled, { ...(event.payload as Payload<'return.settled'>), by, day }],
      };
    default:
      return one;
  }
}
