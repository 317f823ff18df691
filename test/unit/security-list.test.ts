import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(project, 'docs', 'security.md'), 'utf8');

test('every file the security list names as its proof is there', () => {
  const named = [...text.matchAll(/`((?:test|electron)\/[\w./-]+\.ts)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !existsSync(join(project, path)))).toEqual([]);
});

test('every item of both checklists has a line, and each line a proof or an open end', () => {
  const lines = text.split('\n').filter((line) => /^\| [EX]\d/.test(line));
  const items = lines.map((line) => line.split(' ')[1]);
  const all = [
    ...Array.from({ length: 20 }, (_, index) => `E${index + 1}`),
    ...Array.from({ length: 14 }, (_, index) => `X${index + 1}`),
  ];
  expect(items).toEqual(all);
  expect(lines.filter((line) => !/`test\/|open:|Open:|there is no/.test(line))).toEqual([]);
});
