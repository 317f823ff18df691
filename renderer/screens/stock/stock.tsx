import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { CourseStock } from '../../../contract/app/cards.ts';
import { ask } from '../../engine.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, RowTable } from '../../parts/row-table.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import type { Job } from '../frame/jobs.tsx';

type Range = CourseStock['ranges'][number];

const columns: readonly Column<Range>[] = [
  { title: '起号', cell: (range) => range.first, figures: true },
  { title: '止号', cell: (range) => range.last, figures: true },
  { title: '张数', cell: (range) => range.count.toLocaleString('zh-CN'), align: 'right', figures: true },
];

function CoursePanel({ stock }: { readonly stock: CourseStock }) {
  return (
    <section className="panel" aria-label={stock.name}>
      <div className="panel-head">
        <h2>{stock.name}</h2>
        <p className="panel-count">
          <strong className="figures">{stock.count.toLocaleString('zh-CN')}</strong> 张
        </p>
      </div>
      <p className="panel-text figures">{stock.count === 0 ? '本柜台没有可售的卡。' : stock.text}</p>
      {stock.ranges.length > 0 && (
        <RowTable
          label={`${stock.name}号段`}
          columns={columns}
          rows={stock.ranges}
          keyOf={(range) => range.first}
        />
      )}
    </section>
  );
}

/** What this till holds, by course, as ranges with their gaps. */
export function Stock({ onGo }: { readonly onGo: (job: Job) => void }) {
  const stock = useQuery(ask.cards.stock.queryOptions());
  return (
    <Screen title="库存" note="本柜台手上的激活卡，按科目和号段">
      <div className="list-tools">
        {/* Holds the cursor, so that the arrow and page keys scroll a long list. */}
        <Button autoFocus onClick={() => onGo('stockIn')}>
          收一批卡 Shift+F2
        </Button>
      </div>
      {stock.error !== null && (
        <ProblemBox problem={problemOf(stock.error)} onDismiss={() => void stock.refetch()} />
      )}
      {stock.isPending && <Waiting label="正在读取库存" />}
      {stock.data?.length === 0 && <p className="empty">还没有入库。按 Shift+F2 收一批卡。</p>}
      {stock.data?.map((one) => (
        <CoursePanel key={one.course} stock={one} />
      ))}
    </Screen>
  );
}
