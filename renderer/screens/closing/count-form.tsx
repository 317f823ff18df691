import { Button, Input } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../contract/app/problem.ts';
import { type CashCount, sumOfCount, tidyCount } from '../../../contract/domain/closing.ts';
import { fen, timesFen } from '../../../contract/domain/money.ts';
import { faceName } from '../../../contract/domain/shift-sheet.ts';
import { faces } from '../../../contract/events/closing.ts';
import { focusField, useFieldWalk } from '../../parts/fields.ts';
import { useKey } from '../../parts/keys.ts';
import { yuan } from '../../parts/money.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';

type Typed = Readonly<Record<number, string>>;

/** Pieces as typed; null for anything but a whole number. Empty is none. */
function piecesOf(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  return /^\d{1,5}$/.test(trimmed) ? Number(trimmed) : null;
}

function countOf(typed: Typed): CashCount {
  return tidyCount(faces.map((face) => ({ face, pieces: piecesOf(typed[face] ?? '') ?? 0 })));
}

type Props = {
  readonly label: string;
  readonly children: ReactNode;
  /** What F9 does, in a few words. */
  readonly confirm: string;
  readonly step: {
    readonly run: (count: CashCount) => Promise<boolean>;
    readonly busy: boolean;
    readonly held: boolean;
    readonly problem: Problem | null;
    readonly forget: () => void;
  };
};

/** A drawer counted face by face: digits and Enter, from the hundreds down to the jiao. Only the count's own sum is shown. */
export function CountForm({ label, children, confirm, step }: Props) {
  const [typed, setTyped] = useState<Typed>({});
  const box = useRef<HTMLElement>(null);
  const walk = useFieldWalk(box);
  const wrong = faces.filter((face) => piecesOf(typed[face] ?? '') === null);
  const count = countOf(typed);
  const blocked = whyBlocked(step.busy, wrong.length);
  const run = () => blocked === null && void step.run(count);
  useKey({ keys: 'F9', label: confirm, run, blocked });
  useEffect(() => focusField(box.current, `face-${faces[0]}`), []);
  return (
    <section className="panel" aria-label={label} ref={box} onKeyDown={walk}>
      {step.problem !== null && <ProblemBox problem={step.problem} onDismiss={step.forget} />}
      <div className="panel-text">{children}</div>
      <fieldset className="faces" disabled={step.held} aria-label="各面额的张（枚）数">
        {faces.map((face) => (
          <Face
            key={face}
            face={face}
            text={typed[face] ?? ''}
            onChange={(text) => setTyped({ ...typed, [face]: text })}
          />
        ))}
      </fieldset>
      <div className="panel-foot">
        <Button
          data-field="confirm"
          type="primary"
          size="large"
          loading={step.busy}
          aria-disabled={blocked !== null}
          onClick={run}
        >
          {confirm} F9
        </Button>
        <p className="panel-count">
          清点合计 <strong className="figures">{yuan(sumOfCount(count))}</strong>
        </p>
        {blocked !== null && <span className="field-hint">{blocked}</span>}
      </div>
    </section>
  );
}

function whyBlocked(busy: boolean, wrong: number): string | null {
  if (busy) return '正在保存';
  return wrong > 0 ? '张数只能填数字，没有的空着' : null;
}

type FaceProps = {
  readonly face: number;
  readonly text: string;
  readonly onChange: (text: string) => void;
};

function Face({ face, text, onChange }: FaceProps) {
  const pieces = piecesOf(text);
  return (
    <div className="face">
      <label className="face-name figures" htmlFor={`face-${face}`}>
        {faceName(face)}
      </label>
      <Input
        id={`face-${face}`}
        data-field={`face-${face}`}
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        value={text}
        {...(pieces === null ? { status: 'error' as const } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="face-sum figures">{yuan(timesFen(fen(face), pieces ?? 0))}</span>
    </div>
  );
}
