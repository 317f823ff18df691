import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Badge } from '../../parts/badge.tsx';
import { Field } from '../../parts/field.tsx';
import { isSuffix, type Stroke } from '../../parts/scan.ts';
import { reportOf, type ScanReport } from '../../parts/scan-report.ts';
import { useScan, useStrokes } from '../../parts/scanner.ts';

/** A scanner that has sent nothing for so long, in ms, has ended without Enter. */
const SILENCE = 1200;

/** Collects keys until Enter or silence, then says what they were. */
function useReport() {
  const [report, setReport] = useState<ScanReport | null>(null);
  const strokes = useRef<Stroke[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  function end(): void {
    clearTimeout(timer.current);
    const found = reportOf(strokes.current);
    strokes.current = [];
    if (found !== null) setReport(found);
  }
  useStrokes((stroke) => {
    strokes.current.push(stroke);
    clearTimeout(timer.current);
    if (isSuffix(stroke)) end();
    else timer.current = setTimeout(end, SILENCE);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return report;
}

const suffixes = { Enter: '有（回车）', Tab: '有（Tab）', none: '没有' } as const;

function Verdict({ report }: { readonly report: ScanReport }) {
  return (
    <div className={report.good ? 'scan-verdict' : 'scan-verdict scan-verdict-bad'} role="status">
      <p>
        <Badge tone={report.good ? 'good' : 'bad'}>{report.good ? '正常' : '有问题'}</Badge>{' '}
        <strong>{report.verdict}</strong>
      </p>
      <p>怎么办：{report.cure}</p>
      <dl className="details">
        <dt>收到的内容</dt>
        <dd className="figures">{report.text}</dd>
        <dt>字符数</dt>
        <dd className="figures">{report.characters}</dd>
        <dt>字符间隔</dt>
        <dd className="figures">
          平均 {report.average} 毫秒（最快 {report.fastest}，最慢 {report.slowest}）
        </dd>
        <dt>结尾的 Enter</dt>
        <dd>{suffixes[report.suffix]}</dd>
        <dt>中文输入法</dt>
        <dd>{report.ime ? '开着' : '没有介入'}</dd>
      </dl>
    </div>
  );
}

/** 扫码枪测试: what the scanner sends, whether it can be used, and what to set if not. Nothing is kept. */
export function ScanTest() {
  const report = useReport();
  const [text, setText] = useState('');
  useScan('scan-test', () => setText(''));
  return (
    <section className="panel" aria-label="扫码枪测试">
      <Field
        label="扫一张卡"
        htmlFor="scan-test"
        hint="对着任意一张激活卡的条码扫一次。再把中文输入法打开扫一次，两次都应是“正常”。这里不登记任何内容。"
      >
        <Input
          id="scan-test"
          className="figures"
          autoFocus
          autoComplete="off"
          maxLength={100}
          aria-describedby="scan-test-hint"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && setText('')}
        />
      </Field>
      {report !== null && <Verdict report={report} />}
    </section>
  );
}
