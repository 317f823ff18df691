import type { Offer } from '../../../contract/app/sales.ts';
import { Choice } from '../../parts/choice.tsx';
import { yuan } from '../../parts/money.tsx';

type Props = {
  readonly offers: readonly Offer[];
  readonly offer: Offer;
  readonly onChoose: (course: string) => void;
};

function Closed({ offers }: { readonly offers: readonly Offer[] }) {
  if (offers.length === 0) return null;
  const words = offers.map((offer) => `${offer.name}（${offer.from} 至 ${offer.to}）`);
  return <p className="field-hint">不在销售期：{words.join('、')}</p>;
}

/** The course with its price: to read, not to fill in; only the city publishes it. */
export function CoursePart({ offers, offer, onChoose }: Props) {
  const open = offers.filter((one) => one.open);
  return (
    <section className="course" aria-label="科目与价格">
      {open.length > 1 ? (
        <Choice
          label="科目"
          options={open.map((one) => ({ value: one.course, label: one.name }))}
          value={offer.course}
          onChange={onChoose}
        />
      ) : (
        <p className="course-name">
          <span className="field-label">科目</span>
          <strong>{offer.name}</strong>
        </p>
      )}
      <p className="course-price">
        每人每科 <strong className="figures">{yuan(offer.cardFen)}</strong>
        <span>{offer.approval}</span>
      </p>
      <p className="course-till">
        本机钱柜可售 <strong className="figures">{offer.inTill.toLocaleString('zh-CN')}</strong> 张
        <span>
          销售期 {offer.from} 至 {offer.to}
        </span>
      </p>
      {offer.inTill === 0 && (
        <p className="field-hint field-error">本机钱柜还没有这一科目的卡：先按 Shift+F2 入库。</p>
      )}
      <Closed offers={offers.filter((one) => !one.open)} />
    </section>
  );
}
