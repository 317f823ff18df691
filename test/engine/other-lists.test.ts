import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { practiceSeat } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';

const SAMPLES = join(import.meta.dirname, '../samples');

test.each([
  ['01-school-clean.xlsx', 'roster', '这是学员信息表（附件2），不是送卡单。', '档案员'],
  ['03-district-gb18030.csv', 'roster', '这是学员信息表（附件2），不是送卡单。', '档案员'],
  ['04-district-utf8-bom.csv', 'roster', '这是学员信息表（附件2），不是送卡单。', '档案员'],
  ['20-pass-list.xlsx', 'pass-list', '这是考试成绩表，不是送卡单。', '档案员'],
  ['30-certificates.xlsx', 'certificates', '这是合格证清单，不是送卡单。', '发证员'],
])('%s offered as a delivery note is called by its name', async (name, code, happened, who) => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const file = new File([readFileSync(join(SAMPLES, name))], name);
  const call = client.cards.previewNote({ source: 'upload', file });
  const { data } = await call.then(
    () => ({ data: null }),
    (error: { data: unknown }) => error,
  );
  expect(data).toEqual({
    code,
    happened,
    safe: expect.stringContaining('一条也没有导入'),
    todo: expect.stringContaining(who),
  });
  close();
});

test('a delivery note is none of them', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const file = new File([readFileSync(join(SAMPLES, '40-card-note-1.xlsx'))], 'note.xlsx');
  expect(await answerOf(client.cards.previewNote({ source: 'upload', file }))).toBe('done');
  close();
});
