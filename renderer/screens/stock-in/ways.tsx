import { type KeyboardEvent, useRef, useState } from 'react';
import type { IntakeChoices } from '../../../contract/app/intake.ts';
import type { ReceiptRow } from '../../../contract/app/receipts.ts';
import { Choice } from '../../parts/choice.tsx';
import { focusField, useFieldWalk } from '../../parts/fields.ts';
import { isComposing, useKey } from '../../parts/keys.ts';
import { Books } from './books.tsx';
import { ByHand } from './by-hand.tsx';
import { ChooseNote, type NoteSource } from './choose-note.tsx';
import { Receipts } from './receipts.tsx';

type Way = 'file' | 'hand' | 'books' | 'opening';
type Goods = 'cards' | 'books';

type Props = {
  readonly choices: IntakeChoices;
  readonly supervisor: boolean;
  readonly onChoose: (source: NoteSource) => void;
  readonly onDone: (row: ReceiptRow) => void;
};

/** The four ways in. Esc comes back here, arrows choose, Enter goes on into the form. */
export function Ways({ choices, supervisor, onChoose, onDone }: Props) {
  const box = useRef<HTMLElement>(null);
  const [way, setWay] = useState<Way>('file');
  // Entered by Enter: only then does the cursor leave the choice.
  const [entered, setEntered] = useState(true);
  const walk = useFieldWalk(box);
  function choose(next: Way): void {
    setEntered(false);
    setWay(next);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return;
    if (!entered) setEntered(true);
    else if (way === 'file') toSamples(box.current);
    else return;
    event.preventDefault();
  }
  return (
    <section aria-label="入库" ref={box} onKeyDown={walk}>
      <section className="panel" aria-label="入库方式" onKeyDown={onKeyDown}>
        <Choice<Way>
          label="怎样入库（↑ ↓ 选择，Enter 填写）"
          field="way"
          options={[
            { value: 'file', label: '送卡单文件' },
            { value: 'hand', label: '手工录入' },
            { value: 'books', label: '教材' },
            {
              value: 'opening',
              label: supervisor ? '期初库存' : '期初库存（由主管办理）',
              disabled: !supervisor,
            },
          ]}
          value={way}
          onChange={choose}
        />
      </section>
      {way === 'file' && <BackToWays onBack={() => focusField(box.current, 'way')} />}
      {way === 'file' && <ChooseNote key={String(entered)} onChoose={onChoose} takeFocus={entered} />}
      {way !== 'file' && !entered && <p className="empty">按 Enter 开始填写。</p>}
      {way === 'hand' && entered && <ByHand choices={choices} kind="delivery" onDone={onDone} />}
      {way === 'books' && entered && <Books choices={choices} kind="delivery" onDone={onDone} />}
      {way === 'opening' && entered && <Opening choices={choices} onDone={onDone} />}
      {/* Not beside a form: F8 would print another paper than the one being filled in. */}
      {(way === 'file' || !entered) && <Receipts />}
    </section>
  );
}

function toSamples(box: HTMLElement | null): void {
  box?.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus();
}

/** A form goes back field by field; the list of files has none to go back by. */
function BackToWays({ onBack }: { readonly onBack: () => void }) {
  useKey({ keys: 'Escape', label: '换入库方式', run: onBack });
  return null;
}

/** 期初库存: what lay here before the program came, cards or books. */
function Opening({ choices, onDone }: Pick<Props, 'choices' | 'onDone'>) {
  const [goods, setGoods] = useState<Goods>('cards');
  return (
    <>
      <section className="panel" aria-label="期初库存">
        <Choice<Goods>
          label="期初库存登记什么"
          field="goods"
          options={[
            { value: 'cards', label: '激活卡' },
            { value: 'books', label: '教材' },
          ]}
          value={goods}
          onChange={setGoods}
        />
      </section>
      {goods === 'cards' ? (
        <ByHand choices={choices} kind="opening" onDone={onDone} />
      ) : (
        <Books choices={choices} kind="opening" onDone={onDone} />
      )}
    </>
  );
}
