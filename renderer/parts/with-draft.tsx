import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { DraftKind } from '../../contract/app/held.ts';
import type { Problem } from '../../contract/app/problem.ts';
import { keeperOf } from '../drafts.ts';
import { problemOf } from '../problem.ts';
import { type Draft, type DraftRules, draftIn, draftText } from './draft.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { ProblemBox } from './problem-box.tsx';
import { Waiting } from './screen.tsx';

/** A form whose fields the engine keeps. */
export type DraftForm<F> = {
  readonly fields: F;
  readonly change: (part: Partial<F>) => void;
  readonly deed: Deed;
};

/** The deed of a form, as its draft knows it. */
export type Deed = {
  readonly request: string;
  readonly unsure: boolean;
  /** Laid down before it is sent: should page or engine die after this, the same request is repeated. Fails where it can't be. */
  readonly sent: () => Promise<void>;
  /** Refused: the form can be changed again. */
  readonly refused: () => void;
  /** Carried out: nothing is left to keep. */
  readonly done: () => Promise<void>;
};

type Props<F> = {
  readonly kind: DraftKind;
  readonly rules: DraftRules<F>;
  readonly children: (form: DraftForm<F>) => ReactNode;
};

type Found = { readonly keeper: DraftKeeper } | { readonly problem: Problem };

/**
 * Keeps a half-filled form over another screen, the lock, a reload and a restart: nothing is drawn before the engine has
 * said what it holds, so that nothing is written over it.
 */
export function WithDraft<F extends object>({ kind, rules, children }: Props<F>) {
  const [found, setFound] = useState<Found | null>(null);
  const load = useCallback(async () => {
    try {
      setFound({ keeper: await keeperOf(kind) });
    } catch (error) {
      setFound({ problem: problemOf(error) });
    }
  }, [kind]);
  useEffect(() => void load(), [load]);
  if (found === null) return <Waiting label="正在取出没填完的内容" />;
  if ('problem' in found) return <ProblemBox problem={found.problem} onDismiss={() => void load()} />;
  return (
    <Kept keeper={found.keeper} rules={rules}>
      {children}
    </Kept>
  );
}

type KeptProps<F> = Omit<Props<F>, 'kind'> & { readonly keeper: DraftKeeper };

function Kept<F extends object>({ keeper, rules, children }: KeptProps<F>) {
  const [begun] = useState(() => draftIn(rules, keeper.now, crypto.randomUUID()));
  const [draft, setDraft] = useState<Draft<F>>(begun.draft);
  const [unreadable, setUnreadable] = useState(begun.unreadable);
  const text = draftText(rules, draft);
  useEffect(() => keeper.want(text), [keeper, text]);
  const keep = (unsure: boolean) => {
    setDraft((now) => ({ ...now, unsure }));
    return keeper.keep(draftText(rules, { ...draft, unsure }));
  };
  const deed: Deed = {
    request: draft.request,
    unsure: draft.unsure,
    sent: () => keep(true),
    refused: () => void keep(false).catch(() => undefined),
    done: () => keeper.keep('').catch(() => undefined),
  };
  const change = (part: Partial<F>) =>
    setDraft((now) => (now.unsure ? now : { ...now, fields: { ...now.fields, ...part } }));
  return (
    <>
      {unreadable && <Unreadable onForget={() => setUnreadable(false)} />}
      {children({ fields: draft.fields, change, deed })}
    </>
  );
}

/** A form kept by another version of the program is dropped whole. */
function Unreadable({ onForget }: { readonly onForget: () => void }) {
  return (
    <ProblemBox
      problem={{
        happened: '有一张没填完的单是另一版本的程序存的，这一版读不了，没有取出。',
        safe: '已经确认的业务都在；没填完的那张要重新填写。',
        todo: '升级前如果正在确认，请先到相应的记录里核对，再重新填写。',
      }}
      onDismiss={onForget}
    />
  );
}
