import { Button } from 'antd';
import { BOOKS_NOT_ENTERED } from '../../../contract/domain/posting.ts';
import type { Marks } from './use-marks.ts';
import type { useRecord } from './use-record.ts';

type Props = {
  /** The listed papers of books alone. */
  readonly papers: readonly string[];
  readonly marks: Marks;
  readonly record: ReturnType<typeof useRecord>;
};

function whyNotYet(chosen: readonly string[], papers: readonly string[]): string | null {
  if (chosen.length === 0) return '还没有选单据';
  return chosen.every((one) => papers.includes(one)) ? null : '所选的单据里有激活卡，要按平台单号登记';
}

/** Papers of books alone, where the regional system takes no entry for books: ticked off together, on that ground. */
export function BooksAlone({ papers, marks, record }: Props) {
  if (papers.length === 0) return null;
  const blocked = whyNotYet(marks.chosen, papers);
  return (
    <div className="record-marks">
      <Button onClick={() => marks.only(papers)}>选仅教材的 {papers.length} 张</Button>
      <Button
        loading={record.isPending}
        aria-disabled={blocked !== null}
        aria-describedby="books-alone-hint"
        onClick={() => blocked === null && record.goWithout(marks.chosen)}
      >
        {BOOKS_NOT_ENTERED}
      </Button>
      <p className="field-hint" id="books-alone-hint">
        {blocked ?? '平台上没有教材这一项的，这样登记，不用单号；平台给了单号的，照常填单号'}
      </p>
    </div>
  );
}
