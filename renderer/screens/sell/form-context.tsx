import { createContext, type Dispatch, type ReactNode, useContext, useEffect, useReducer } from 'react';
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
