import { createContext, type Dispatch, type ReactNode, useContext, useReducer } from 'react';
import { freshForm, type SaleForm, type SaleStep, saleForm } from './form.ts';

type Value = { readonly form: SaleForm; readonly change: Dispatch<SaleStep> };

const SaleFormContext = createContext<Value | null>(null);

/** Holds the half-filled sale above the screens: looking at the stock, or signing in again, loses nothing. */
export function SaleFormProvider({ children }: { readonly children: ReactNode }) {
  const [form, change] = useReducer(saleForm, null, () => freshForm(crypto.randomUUID()));
  return <SaleFormContext value={{ form, change }}>{children}</SaleFormContext>;
}

export function useSaleForm(): Value {
  const value = useContext(SaleFormContext);
  if (value === null) throw new Error('a sale form part outside its provider');
  return value;
}
