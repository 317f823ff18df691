import { ProblemBox } from './problem-box.tsx';
import { useRefusedScan } from './scanner.ts';
import { useSoundsFor } from './sounds.ts';

/** A scan that nothing on the screen could take: said until somebody has seen it. */
export function ScanNotice() {
  const { problem, count, dismiss } = useRefusedScan();
  useSoundsFor(0, count);
  if (problem === null) return null;
  return (
    <div className="scan-notice">
      <ProblemBox key={count} problem={problem} onDismiss={dismiss} />
    </div>
  );
}
