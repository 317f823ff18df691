/** On every page of the practice city, so that nobody takes it for the real one. */
export function PracticeBand() {
  return (
    <aside className="practice-band" aria-label="练习提示">
      <strong>练习</strong>
      <span>这里的一切只供练手，不会上传；单据都印有“练习”字样。</span>
    </aside>
  );
}
