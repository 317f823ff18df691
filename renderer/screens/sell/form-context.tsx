import { createContext, type Dispatch, type ReactNode, useContext, useEffect, useReducer } from 'react';
import { freshForm, isEmpty, type SaleForm, type SaleStep, saleForm } from './form.ts';

type Value = { readonly form: SaleForm; readonly change: Dispatch<SaleStep> };

const SaleFormContext = createContext<Value | null>(null);

/** Closing or reloading the page asks first: it would drop the sale, and with an unsure one its only safe repetition. */
function useAskBeforeLeaving(asks: boolean): void {
  useEffect(() => {
    // Electron shows no question, it silently refuses to close; so there the page lets go without asking.
    if (!asks || location.protocol === 'app:') return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
}

/** Holds the half-filled sale above the screens: looking at the stock, or signing in again, loses nothing. */
export function SaleFormProvider({ children }: { readonly children: ReactNode }) {
  const [form, change] = useReducer(saleForm, null, () => freshForm(crypto.randomUUID()));
  useAskBeforeLeaving(form.unsure || !isEmpty(form));
  return <SaleFormContext value={{ form, change }}>{children}</SaleFormContext>;
}

export function useSaleForm(): Value {
  const value = useContext(SaleFormContext);
  if (value === null) throw new Error('a sale form part outside its provider');
  return value;
}
