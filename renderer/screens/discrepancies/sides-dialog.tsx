import type { DiscrepancyRow, Side } from '../../../contract/app/discrepancies.ts';
import { discrepancyNames } from '../../../contract/domain/discrepancy.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { meanings, settledInWords, sideInWords } from './words.ts';

type Props = { readonly row: DiscrepancyRow; readonly onClose: () => void };

/** Both papers side by side. */
export function SidesDialog({ row, onClose }: Props) {
  return (
    <Dialog title={`${discrepancyNames[row.kind]} ${row.cards || row.document}`} onClose={onClose}>
      <p className="panel-text">{meanings[row.kind]}</p>
      <Sides sides={row.sides} />
      {row.settled !== null && <p className="panel-text">{settledInWords(row)}</p>}
    </Dialog>
  );
}

export function Sides({ sides }: { readonly sides: readonly Side[] }) {
  return (
    <div className="sides">
      {sides.map((side) => (
        <OneSide key={side.id} side={side} />
      ))}
    </div>
  );
}

function OneSide({ side }: { readonly side: Side }) {
  const title = sideInWords(side);
  return (
    <section className="side" aria-label={title}>
      <h3>{title}</h3>
      {side.facts.length === 0 && <p>别的销售点的单据，这里只看得到单号和日期。</p>}
      <dl>
        {side.facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
