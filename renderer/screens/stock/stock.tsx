import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { CourseStock, HeldStock } from '../../../contract/app/stock.ts';
import { ask } from '../../engine.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, RowTable } from '../../parts/row-table.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import type { Job } from '../frame/jobs.tsx';
import { BookPanel } from './books.tsx';
import { TransitPanel } from './transit.tsx';

type Range = CourseStock['ranges'][number];

const columns: readonly Column<Range>[] = [
  { title: '起号', cell: (range) => range.first, figures: true },
  { title: '止号', cell: (range) => range.last, figures: true },
  { title: '张数', cell: (range) => range.count.toLocaleString('zh-CN'), align: 'right', figures: true },
];

type CourseProps = { readonly stock: CourseStock; readonly place: string | null };

function CoursePanel({ stock, place }: CourseProps) {
  const title = place === null ? stock.name : `${place} · ${stock.name}`;
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
        <p className="panel-count">
          <strong className="figures">{stock.count.toLocaleString('zh-CN')}</strong> 张
        </p>
      </div>
      <p className="panel-text figures">{stock.count === 0 ? '没有可售的卡。' : stock.text}</p>
      {stock.ranges.length > 0 && (
        <RowTable
          label={`${title}号段`}
          columns={columns}
          rows={stock.ranges}
          keyOf={(range) => range.first}
        />
      )}
      {stock.runs > stock.ranges.length && (
        <p className="field-hint">{`共 ${stock.runs} 段，只列出前 ${stock.ranges.length} 段；张数是全部的。`}</p>
      )}
    </section>
  );
}

/** One holder: the own till is shown whole, the others with what they have. */
function Holder({
  held,
  named,
  own,
}: {
  readonly held: HeldStock;
  readonly named: boolean;
  readonly own: boolean;
}) {
  const shown = own ? held.courses : held.courses.filter(({ count }) => count > 0);
  return (
    <>
      {shown.map((one) => (
        <CoursePanel key={one.course} stock={one} place={named ? held.name : null} />
      ))}
      <BookPanel books={held.books} place={named ? held.name : null} always={own} />
    </>
  );
}

/** What lies where: by course as ranges with their gaps, by title as copies; with several PCs, by holder and in transit. */
export function Stock({ onGo }: { readonly onGo: (job: Job) => void }) {
  const stock = useQuery(ask.stock.view.queryOptions());
  const holders = stock.data?.holders ?? [];
  return (
    <Screen title="库存" note="手上的激活卡和教材，按科目、号段和本数">
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
      {holders.map((held, index) => (
        <Holder key={held.holder} held={held} named={holders.length > 1} own={index === 0} />
      ))}
      {stock.data !== undefined && <TransitPanel transit={stock.data.transit} />}
    </Screen>
  );
}
