import { Button, Input } from 'antd';
import type { KeyboardEvent } from 'react';
import type { CheckedLine } from '../../../contract/app/intake.ts';
import { isComposing } from '../../parts/keys.ts';
import { useScan } from '../../parts/scanner.ts';
import { changed, type Figure, isBlank, type Line, nextScanned, without } from './lines.ts';

type Props = {
  readonly lines: readonly Line[];
  readonly checked: readonly CheckedLine[];
  readonly onChange: (lines: readonly Line[]) => void;
  /** Enter on the blank line at the end: nothing more comes. */
  readonly onEnd: () => void;
};

const names: Readonly<Record<Figure, string>> = { start: '起号', end: '止号', count: '张数' };
const figures: readonly Figure[] = ['start', 'end', 'count'];

/** What the other two give, shown in the field that was left empty. */
function given(checked: CheckedLine | undefined, figure: Figure): string {
  if (checked === undefined) return '';
  if (figure === 'count') return checked.count === null ? '' : String(checked.count);
  return figure === 'start' ? checked.first : checked.last;
}

function Words({ checked }: { readonly checked: CheckedLine | undefined }) {
  return (
    <>
      {checked?.reasons.map((reason) => (
        <p key={reason} className="field-hint field-error">
          {reason}
        </p>
      ))}
      {checked?.remarks.map((remark) => (
        <p key={remark} className="field-hint">
          {remark}
        </p>
      ))}
    </>
  );
}

const idOf = (figure: Figure, at: number) => `hand-${figure}-${at}`;

/**
 * Scans come as 起号, 止号, 起号, 止号: one heard away from those fields, as in 张数 where the cursor stands after a line,
 * goes to the first that is still empty, and the cursor behind it.
 */
function useScannedLines(lines: readonly Line[], onChange: Props['onChange']): void {
  const next = nextScanned(lines);
  // A full form has no such field, and the scan is refused.
  const id = next === null ? 'hand-full' : idOf(next.figure, next.at);
  const own = lines.flatMap((_, at) => [idOf('start', at), idOf('end', at)]);
  function take(text: string): void {
    const line = next === null ? undefined : lines[next.at];
    if (next === null || line === undefined) return;
    onChange(changed(lines, line.key, next.figure, text));
    document.getElementById(idOf(next.figure === 'start' ? 'end' : 'count', next.at))?.focus();
  }
  useScan(id, take, own);
}

/** 起号, 止号, 张数: any two; the third stands in grey, and beneath the line what speaks against it. */
export function HandLines({ lines, checked, onChange, onEnd }: Props) {
  useScannedLines(lines, onChange);
  function onKeyDown(event: KeyboardEvent, line: Line, at: number): void {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter' && isBlank(line) && at > 0) {
      event.preventDefault();
      onEnd();
    }
  }
  return (
    <ol className="hand-lines" aria-label="号段">
      {lines.map((line, at) => (
        <li key={line.key} className="hand-line">
          <span className="hand-number">{at + 1}</span>
          {figures.map((figure) => (
            <Input
              key={figure}
              id={idOf(figure, at)}
              className="figures"
              autoComplete="off"
              maxLength={60}
              data-field={`${figure}-${at}`}
              aria-label={`第 ${at + 1} 行${names[figure]}`}
              aria-invalid={(checked[at]?.reasons.length ?? 0) > 0}
              placeholder={given(checked[at], figure) || names[figure]}
              value={line[figure]}
              onChange={(event) => onChange(changed(lines, line.key, figure, event.target.value))}
              onKeyDown={(event) => onKeyDown(event, line, at)}
            />
          ))}
          <Button
            size="small"
            disabled={isBlank(line)}
            aria-label={`去掉第 ${at + 1} 行`}
            onClick={() => onChange(without(lines, line.key))}
          >
            去掉
          </Button>
          <div className="hand-words" role="status">
            <Words checked={checked[at]} />
          </div>
        </li>
      ))}
    </ol>
  );
}
