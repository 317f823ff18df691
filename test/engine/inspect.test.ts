import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const NOTE_1 = 'test/samples/40-card-note-1.xlsx';
const NOTE_2 = 'test/samples/41-card-note-2.xlsx';

function inspect(...words: readonly string[]) {
  const { status, stdout } = spawnSync(process.execPath, ['build/inspect.ts', ...words], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  return { status, stdout, report: stdout === '' ? null : JSON.parse(stdout) };
}

describe('npm run inspect', () => {
  test('prints one object with what a delivery note would bring in and what reading it cost', () => {
    const { status, report } = inspect(NOTE_1, '--import-date', '2014-05-20');
    expect(status).toBe(0);
    expect(report).toMatchObject({
      file: '40-card-note-1.xlsx',
      type: 'card-note',
      outcome: 'accepted',
      slipNumber: 'QZ20140506001',
      dataRows: 4,
      accepted: 4,
      acceptedCards: 1000,
      refused: [],
    });
    expect(report.values).toHaveLength(4);
    expect(report.seconds).toBeLessThan(10);
    expect(report.peakMegabytes).toBeGreaterThan(0);
    expect(report.peakMegabytes).toBeLessThan(512);
  });

  test('--after takes other files in first and names the one an overlap is with', () => {
    const overlap = { row: 5, kind: 'card-overlap', against: '40-card-note-1.xlsx', overlapCount: 20 };
    expect(inspect(NOTE_2).report.refused).not.toContainEqual(expect.objectContaining(overlap));
    expect(inspect(NOTE_2, '--after', NOTE_1).report).toMatchObject({ accepted: 2, acceptedCards: 1020 });
    expect(inspect(NOTE_2, '--after', NOTE_1).report.refused).toContainEqual(
      expect.objectContaining(overlap),
    );
  });

  test('rows refused in an earlier file stay out of it', () => {
    const { report } = inspect(NOTE_2, '--after', NOTE_1, NOTE_2);
    const kinds = report.refused.map((one: { row: number; against?: string }) => [one.row, one.against]);
    // Row 5 of note 2 was refused the first time too, so the second time it clashes with note 1 again.
    expect(kinds).toContainEqual([4, '41-card-note-2.xlsx']);
    expect(kinds).toContainEqual([5, '40-card-note-1.xlsx']);
  });

  test('a hostile file is an outcome with its cost, not a failure', () => {
    const { status, report } = inspect('test/samples/hostile/h06-zip-bomb.xlsx');
    expect(status).toBe(0);
    expect(report).toMatchObject({ outcome: 'refused:file-too-large' });
    expect(Object.keys(report)).toEqual(expect.arrayContaining(['seconds', 'peakMegabytes']));
  });

  test('a list of people is called by its kind', () => {
    const { report } = inspect('test/samples/hostile/h08-million-rows.xlsx');
    expect(report).toMatchObject({ type: 'roster', outcome: 'accepted' });
  });

  test.each([
    [[]],
    [['no-such-file.xlsx']],
    [[NOTE_1, NOTE_2]],
    [[NOTE_1, '--after', 'no-such-file.xlsx']],
    [[NOTE_1, '--import-date', '2014-02-30']],
    [[NOTE_1, '--unknown']],
  ])('%j is wrong usage: exit code 2 and nothing on stdout', (words) => {
    expect(inspect(...words)).toEqual({ status: 2, stdout: '', report: null });
  });
});
