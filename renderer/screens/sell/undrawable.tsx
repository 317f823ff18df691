import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect } from 'react';
import { maskedContact, maskedPhone } from '../../../contract/domain/masked.ts';
import { codeOf, standInFor } from '../../../contract/domain/undrawable.ts';
import { ask } from '../../engine.ts';
import { StandingNotice } from '../../parts/problem-box.tsx';
import type { SaleForm } from './form.ts';
import { useSaleForm } from './form-context.tsx';

/** What the slip will say of the buyer, with the contact masked as there. A person is only 个人 and an area. */
function buyerOnPaper({ buyer, buyerText }: SaleForm): string {
  if (buyer.kind === 'person') return '';
  if (buyer.kind !== 'newEmployer') return buyerText.trim();
  return buyerText.trim() + maskedContact(buyer.contact.trim()) + maskedPhone(buyer.phone.trim());
}

const MOST_NAMED = 5;

function inWords(characters: readonly string[], word: (character: string) => string): string {
  const named = characters.slice(0, MOST_NAMED).map(word).join('、');
  return characters.length > MOST_NAMED ? `${named}等 ${characters.length} 个字` : named;
}

/**
 * Says before the sale which of the buyer's characters no paper can show, when a slip of the pen can still be put
 * right. Without an answer it says nothing: the sale doesn't hang on it and the slip itself will show.
 */
export function Undrawable() {
  const { form } = useSaleForm();
  const text = useDeferredValue(buyerOnPaper(form));
  const { data } = useQuery(
    ask.documents.undrawable.queryOptions({
      input: { text },
      enabled: text !== '',
      staleTime: Number.POSITIVE_INFINITY,
      placeholderData: keepPreviousData,
    }),
  );
  // Characters of an earlier text may still stand in the answer, never in the note.
  const missing = (data?.characters ?? []).filter((one) => text.includes(one));
  const shown = missing.length > 0;
  useEffect(() => {
    // The note pushes down what stands beneath it, the field with the cursor among it.
    if (shown) document.activeElement?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  if (!shown) return null;
  const characters = inWords(missing, (one) => `「${one}」（${codeOf(one)}）`);
  return (
    <StandingNotice
      problem={{
        happened: `字库里没有${characters}，出库单上印不出来。`,
        safe: '可以照常收款，单位和联系人按录入的原样保存。',
        todo: `单上会印成${inWords(missing, standInFor)}，打印后请手写补上；如果是录错了字，请现在改正。`,
      }}
    />
  );
}
