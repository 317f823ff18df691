import { Button } from 'antd';
import type { ClosingState } from '../../../contract/app/closing.ts';
import type { Job } from '../frame/jobs.tsx';

type Matter = {
  readonly of: keyof ClosingState['matters'];
  readonly name: string;
  readonly unit: string;
  /** Where it is settled; null where this PC's clerk has no list of it. */
  readonly job: Job | null;
};

const list: readonly Matter[] = [
  { of: 'held', name: '挂单', unit: '笔', job: 'sell' },
  { of: 'unprinted', name: '待打印', unit: '张', job: 'unprinted' },
  { of: 'unposted', name: '平台待登记', unit: '张', job: 'posting' },
  { of: 'inTransit', name: '在途', unit: '批', job: 'stock' },
  { of: 'unbanked', name: '未缴款', unit: '天', job: 'remittance' },
  { of: 'refunds', name: '待退付', unit: '笔', job: 'returns' },
];

type Props = { readonly matters: ClosingState['matters']; readonly onGo: (job: Job) => void };

/** 未了事项: they stand on the sheet, and none of them keeps a closing back. */
export function Matters({ matters, onGo }: Props) {
  const open = list.filter(({ of }) => matters[of] > 0);
  return (
    <section className="panel" aria-label="未了事项">
      <div className="panel-head">
        <h2>未了事项</h2>
        <p className="field-hint">写在交班单、日结单上，不妨碍结账</p>
      </div>
      {open.length === 0 && <p>没有未了事项。</p>}
      <ul className="matters">
        {open.map(({ of, name, unit, job }) => (
          <li key={of}>
            {job === null ? (
              <span className="figures">
                {name} {matters[of]} {unit}
              </span>
            ) : (
              <Button onClick={() => onGo(job)}>
                {name} {matters[of]} {unit}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
