import type { NotePreview } from '../../../contract/app/cards.ts';
import { yuan } from '../../parts/money.tsx';

type FigureProps = { readonly name: string; readonly value: string; readonly tone?: 'bad' };

function Figure({ name, value, tone }: FigureProps) {
  return (
    <div className={tone === 'bad' ? 'figure figure-bad' : 'figure'}>
      <dt>{name}</dt>
      <dd className="figures">{value}</dd>
    </div>
  );
}

function declared({ declaredCards, declaredAmountFen }: NotePreview): string {
  const parts = [
    declaredCards === null ? null : `${declaredCards.toLocaleString('zh-CN')} 张`,
    declaredAmountFen === null ? null : yuan(declaredAmountFen),
  ];
  return parts.filter((part) => part !== null).join(' · ') || '单上没写';
}

/** The note's totals beside what would really come in. */
export function Counts({ preview }: { readonly preview: NotePreview }) {
  return (
    <>
      <div className="panel-head">
        <h2>{preview.fileName}</h2>
        <p className="field-hint">送卡单号 {preview.slipNumber === '' ? '单上没写' : preview.slipNumber}</p>
      </div>
      <dl className="figures-row">
        <Figure name="可入库" value={`${preview.acceptedCards.toLocaleString('zh-CN')} 张`} />
        <Figure name="可收的行" value={`${preview.acceptedRows} 行`} />
        <Figure
          name="不收的行"
          value={`${preview.refusedRows} 行`}
          {...(preview.refusedRows > 0 ? { tone: 'bad' } : {})}
        />
        <Figure name="单上申报" value={declared(preview)} />
      </dl>
      {preview.remarks.length > 0 && (
        <ul className="remarks" aria-label="整单说明">
          {preview.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
    </>
  );
}
