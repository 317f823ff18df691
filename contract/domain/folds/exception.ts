import type { FoldEvent } from '../event-order.ts';

/**
 * One line of the supervisors' exceptions page (例外事项): an event that people should look at again. The event names it
 * as `exception` with its own coordinate, so that a year's exceptions are a short list beside a year's sales.
 */
export interface ExceptionState {
  readonly type: string;
  readonly day: string;
  readonly at: number;
  readonly by: string;
  readonly approver: string | null;
  readonly device: string;
  /** The paper to open; empty where there is none. */
  readonly document: string;
  readonly said: Readonly<Record<string, unknown>>;
}

/** Fields of a payload that say what the exception was; the rest stays in its document. */
const SAID = [
  'sale',
  'person',
  'procedure',
  'code',
  'reason',
  'remark',
  'differenceFen',
  'kind',
  'seen',
  'shown',
  'numbers',
  'documents',
  'slip',
  'cardsFen',
  'booksFen',
  'pays',
  'decision',
  'outcome',
  'paper',
] as const;

export function foldException(state: ExceptionState | null, event: FoldEvent): ExceptionState {
  if (state !== null) return state;
  const { type, businessDay: day, at, actor: by, approver, device, payload } = event;
  const document = typeof payload['document'] === 'string' ? payload['document'] : '';
  const outside = outsideOf(payload['buyer']);
  const said = Object.fromEntries(SAID.flatMap((name) => (name in payload ? [[name, payload[name]]] : [])));
  return { type, day, at, by, approver, device, document, said: { ...said, ...outside } };
}

function outsideOf(buyer: unknown): Readonly<Record<string, unknown>> {
  if (typeof buyer !== 'object' || buyer === null || !('outside' in buyer)) return {};
  return buyer.outside === null ? {} : { outside: buyer.outside };
}
