import { Button } from 'antd';

type Props = {
  readonly shown: number;
  readonly pages: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
};

/** Beneath a list that comes a page a time: how much of it stands there, and the rest. */
export function More({ shown, pages }: Props) {
  if (!pages.hasNextPage) return null;
  return (
    <p className="more">
      <span>已显示 {shown} 条，按 ↓ 走到最后一条会接着显示。</span>
      <Button loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        再显示一些
      </Button>
    </p>
  );
}
