import { Button } from 'antd';
import { useContext } from 'react';
import { LookContext } from '../../look.ts';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useSounds } from '../../parts/sounds.ts';
import { problemOf } from '../../problem.ts';
import { nameOfSize, typeSizes } from '../../type-size.ts';

const sizes = typeSizes.map((size) => ({ value: nameOfSize(size), label: `${size}%` }));
const contrasts = [
  { value: 'plain', label: '普通' },
  { value: 'high', label: '高对比（黑字白底，线条加深）' },
] as const;
const sounds = [
  { value: 'off', label: '关' },
  { value: 'on', label: '开：收下响一声，不收响两声' },
] as const;

function Sounds() {
  const { look, change } = useContext(LookContext);
  const play = useSounds();
  return (
    <>
      <Choice
        label="扫码提示音"
        options={sounds}
        value={look.sounds ? 'on' : 'off'}
        onChange={(value) => change({ sounds: value === 'on' })}
      />
      {look.sounds && (
        <div className="look-try">
          <Button onClick={() => play('accepted')}>试听：收下</Button>
          <Button onClick={() => play('refused')}>试听：不收</Button>
        </div>
      )}
    </>
  );
}

/** 显示与声音: how this person wants the page, on this PC, from now on. */
export function LookDialog({ onClose }: { readonly onClose: () => void }) {
  const { look, change, error, forget } = useContext(LookContext);
  return (
    <Dialog title="显示与声音" onClose={onClose}>
      {error !== null && <ProblemBox problem={problemOf(error)} onDismiss={forget} />}
      <div className="look">
        <Choice label="字号" options={sizes} value={look.type} onChange={(type) => change({ type })} />
        <Choice
          label="对比度"
          options={contrasts}
          value={look.contrast}
          onChange={(contrast) => change({ contrast })}
        />
        <Sounds />
        <p className="field-hint">只对您本人、在这台电脑上有效，下次登录照旧。</p>
      </div>
    </Dialog>
  );
}
