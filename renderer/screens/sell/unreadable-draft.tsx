import { ProblemBox } from '../../parts/problem-box.tsx';

type Props = { readonly onForget: () => void };

/** A form kept by another version of the program is dropped whole: half of it would be a sale that nobody filled in. */
export function UnreadableDraft({ onForget }: Props) {
  return (
    <ProblemBox
      problem={{
        happened: '有一张没办完的售卡单是另一版本的程序存的，这一版读不了，没有取出。',
        safe: '已经收款的业务都在；那张没办完的单要重新填写。',
        todo: '升级前如果正在收款，请先到销售记录（Shift+F8）核对，再重新填写。',
      }}
      onDismiss={onForget}
    />
  );
}
