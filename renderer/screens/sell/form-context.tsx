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
import { mayCall } from '../../../contract/app/access.ts';
import { ask } from '../../engine.ts';
import { freshForm, type SaleForm, type SaleStep, saleForm } from './form.ts';
import { type Drafts, useDrafts } from './use-drafts.ts';

type Value = { readonly form: SaleForm; readonly change: Dispatch<SaleStep>; readonly drafts: Drafts };

const SaleFormContext = createContext<Value | null>(null);

/**
 * A half-filled sale is kept in the engine and comes back; one that may or may not have been made had better be settled
 * before the page goes. The browser asks in its own words; Electron has none, there the window asks
 * (electron/shell/window.ts).
 */
function useAskBeforeLeaving(asks: boolean): void {
  useEffect(() => {
    if (!asks) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
}

/** Whose form is put in place or changed. */
type OwnStep =
  | { readonly person: string; readonly kind: 'put'; readonly form: SaleForm }
  | { readonly person: string; readonly kind: 'step'; readonly step: SaleStep };

type Forms = Readonly<Record<string, SaleForm>>;

function ownForms(forms: Forms, own: OwnStep): Forms {
  const form = forms[own.person];
  if (own.kind === 'put') return { ...forms, [own.person]: own.form };
  return form === undefined ? forms : { ...forms, [own.person]: saleForm(form, own.step) };
}

/**
 * Holds the half-filled sales above the screens: looking at the stock, locking the counter or signing in again loses
 * nothing. Each person has a form of their own, so that nobody goes on with somebody else's sale; the engine keeps it
 * over a reload and a restart.
 */
export function SaleFormProvider({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery(ask.session.state.queryOptions());
  const clerk = data?.clerk ?? null;
  const person = clerk !== null && mayCall('held.draft', clerk.roles) ? clerk.id : '';
  const [forms, dispatch] = useReducer(ownForms, {});
  const put = useCallback(
    (whose: string, form: SaleForm) => dispatch({ person: whose, kind: 'put', form }),
    [],
  );
  const drafts = useDrafts(person, forms[person], put);
  const form = forms[person] ?? WAITING;
  const change = useCallback((step: SaleStep) => dispatch({ person, kind: 'step', step }), [person]);
  useAskBeforeLeaving(Object.values(forms).some((one) => one.unsure));
  return <SaleFormContext value={{ form, change, drafts }}>{children}</SaleFormContext>;
}

/** Stands for the moment before the form has come; nothing is written into it or sold from it. */
const WAITING = freshForm('');

export function useSaleForm(): Value {
  const value = useContext(SaleFormContext);
  if (value === null) throw new Error('a sale form part outside its provider');
  return value;
}
