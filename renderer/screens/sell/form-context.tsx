import { useQuery } from '@tanstack/react-query';
import {
  createContext,
  type Dispatch,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useReducer,
} from 'react';
import { ask } from '../../engine.ts';
import { freshForm, isEmpty, type SaleForm, type SaleStep, saleForm } from './form.ts';

type Value = { readonly form: SaleForm; readonly change: Dispatch<SaleStep> };

const SaleFormContext = createContext<Value | null>(null);

/**
 * Closing or reloading the page asks first: it would drop the sale, and with an unsure one its only safe repetition. The
 * browser asks in its own words; Electron has none, there the window asks (electron/shell/window.ts).
 */
function useAskBeforeLeaving(asks: boolean): void {
  useEffect(() => {
    if (!asks) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
}

/** Whose form is begun or changed. */
type OwnStep =
  | { readonly person: string; readonly kind: 'begin'; readonly request: string }
  | { readonly person: string; readonly kind: 'step'; readonly step: SaleStep };

type Forms = Readonly<Record<string, SaleForm>>;

function ownForms(forms: Forms, own: OwnStep): Forms {
  const form = forms[own.person];
  if (own.kind === 'begin') return { ...forms, [own.person]: freshForm(own.request) };
  return form === undefined ? forms : { ...forms, [own.person]: saleForm(form, own.step) };
}

/**
 * Holds the half-filled sales above the screens: looking at the stock, locking the counter or signing in again loses
 * nothing. Each person has a form of their own, so that nobody goes on with somebody else's sale.
 */
export function SaleFormProvider({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery(ask.session.state.queryOptions());
  const person = data?.clerk?.id ?? '';
  const [forms, dispatch] = useReducer(ownForms, {});
  if (forms[person] === undefined) dispatch({ person, kind: 'begin', request: crypto.randomUUID() });
  const form = forms[person] ?? WAITING;
  const change = useCallback((step: SaleStep) => dispatch({ person, kind: 'step', step }), [person]);
  useAskBeforeLeaving(Object.values(forms).some((one) => one.unsure || !isEmpty(one)));
  return <SaleFormContext value={{ form, change }}>{children}</SaleFormContext>;
}

/** Stands for the moment before a form is begun; nothing is sold from it. */
const WAITING = freshForm('');

export function useSaleForm(): Value {
  const value = useContext(SaleFormContext);
  if (value === null) throw new Error('a sale form part outside its provider');
  return value;
}
