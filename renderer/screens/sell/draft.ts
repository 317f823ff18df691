import { isCardNumber } from '../../../contract/domain/card-number.ts';
import { methodNames, type PaymentMethod } from '../../../contract/domain/payment.ts';
import { type ReceiptKind, receiptKinds } from '../../../contract/domain/sale-receipts.ts';
import {
  count,
  flag,
  listOf,
  Misfit,
  oneOf,
  orNull,
  type Read,
  recordOf,
  shape,
  text,
  textThat,
} from '../../parts/reader.ts';
import { type FormBuyer, type FormPaper, freshForm, isUntouched, type Line, type SaleForm } from './form.ts';
import { type FormPayment, type FormReceipt, freshMoney, MOST_LINES, type MoneyForm } from './money-form.ts';

/** Goes up with every change of `SaleForm` that an older or newer program would read otherwise. */
const VERSION = 2;

/** The form as the engine keeps it; empty when there is nothing to keep. */
export function draftOf(form: SaleForm): string {
  return isUntouched(form) && !form.unsure ? '' : JSON.stringify({ version: VERSION, form });
}

/** The form in a kept text; null where it is not exactly one of this version, which is then not read at all. */
export function formIn(draft: string): SaleForm | null {
  try {
    return withoutChecks(kept(JSON.parse(draft)).form);
  } catch (error) {
    if (error instanceof Misfit || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Nobody waits for their answers any more, so what was being checked stands in the card field again. */
function withoutChecks(form: SaleForm): SaleForm {
  if (form.checks.length === 0) return form;
  const texts = [...form.checks.map((one) => one.text), form.cardText.trim()].filter((one) => one !== '');
  return { ...form, checks: [], cardText: texts.join('、'), cardCounted: false };
}

export type Stored = { readonly form: SaleForm; readonly unreadable: boolean };

/**
 * The form to go on with. `here` is what this page holds of that person, `known` what it last put into the engine or
 * found there, `stored` what the engine has now. The page's is as new or newer, unless the engine's came from elsewhere:
 * another window, a sale put aside or taken up.
 */
export function formToGoOnWith(
  here: { readonly form: SaleForm; readonly known: readonly string[] } | null,
  stored: string,
  request: string,
): Stored {
  if (here?.known.includes(stored) === true) return { form: here.form, unreadable: false };
  const form = stored === '' ? null : formIn(stored);
  if (form !== null) return { form, unreadable: false };
  return { form: freshForm(request, freshMoney(here?.form.money)), unreadable: stored !== '' };
}

const card = textThat(isCardNumber);
const line: Read<Line> = shape<Line>({
  ranges: listOf(shape({ first: card, last: card })),
  count,
  text,
  cardsFen: count,
});

const buyers: { readonly [K in FormBuyer['kind']]: Read<Extract<FormBuyer, { kind: K }>> } = {
  none: shape({ kind: oneOf('none') }),
  employer: shape({ kind: oneOf('employer'), employer: text, area: text }),
  newEmployer: shape({ kind: oneOf('newEmployer'), area: orNull(text), contact: text, phone: text }),
  person: shape({ kind: oneOf('person'), area: orNull(text) }),
};

const buyer: Read<FormBuyer> = (value) => {
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(buyers, kind)) throw new Misfit();
  return buyers[kind as FormBuyer['kind']](value);
};

const payment = shape<FormPayment>({
  id: count,
  method: oneOf(...(Object.keys(methodNames) as PaymentMethod[])),
  amount: text,
  reference: text,
});

const payments: Read<readonly FormPayment[]> = (value) => {
  const lines = listOf(payment)(value);
  const ids = new Set(lines.map(({ id }) => id));
  if (lines.length === 0 || lines.length > MOST_LINES || ids.size < lines.length) throw new Misfit();
  return lines;
};

function receipt(kinds: readonly ReceiptKind[]): Read<FormReceipt> {
  return shape<FormReceipt>({ kind: oneOf(...kinds), number: text });
}

const money = shape<MoneyForm>({
  payments: shape({ cards: payments, books: payments }),
  receipts: shape({ cards: receipt(receiptKinds.cards), books: receipt(receiptKinds.books) }),
  tendered: text,
});

const refused = shape({
  id: text,
  text,
  problem: shape({ code: text, happened: text, safe: text, todo: text }),
});

const form = shape<SaleForm>({
  request: textThat((value) => /^[0-9a-zA-Z-]{8,64}$/.test(value)),
  buyerText: text,
  buyer,
  outside: text,
  course: orNull(text),
  cardText: text,
  cardLast: text,
  cardCounted: flag,
  checks: listOf(shape({ id: text, text })),
  refused: listOf(refused),
  lines: listOf(line),
  books: recordOf(text),
  money,
  paper: orNull(shape<FormPaper>({ number: text, day: text })),
  unsure: flag,
});

const thisVersion: Read<number> = (value) => {
  if (value !== VERSION) throw new Misfit();
  return VERSION;
};

const kept = shape<{ version: number; form: SaleForm }>({ version: thisVersion, form });
