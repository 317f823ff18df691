import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { ask } from '../../engine.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { problemOf } from '../../problem.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The rows that are not taken as a file for the supplier; also when the others have come in. */
export function useExportRefused() {
  return useMutation(
    ask.cards.refusedRows.mutationOptions({
      onSuccess: ({ name, file }) => saveFile(file, name, XLSX),
    }),
  );
}

type Props = {
  readonly preview: string;
  readonly refusedRows: number;
  readonly exporting: ReturnType<typeof useExportRefused>;
};

/** Nothing where every row is taken. */
export function ExportButton({ preview, refusedRows, exporting }: Props) {
  if (refusedRows === 0) return null;
  return (
    <Button size="large" loading={exporting.isPending} onClick={() => exporting.mutate({ preview })}>
      导出不收的行
    </Button>
  );
}

/** Why the file was not made; stays until dismissed. */
export function ExportProblem({ exporting }: Pick<Props, 'exporting'>) {
  if (exporting.error === null) return null;
  return <ProblemBox problem={problemOf(exporting.error)} onDismiss={exporting.reset} />;
}
