import { afterEach, expect, test, vi } from 'vitest';
import { openDay } from '../../electron/engine/commands/open-day.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceCard, practiceSeat, sell } from './city.ts';
import { procedureClient } from './engine-under-test.ts';
import { countEvents } from './tables.ts';

/** Of nobody: the address code is not in use, the check digit is right. */
const ID = '450781198001010013';

afterEach(() => vi.restoreAllMocks());

async function ask(seat: Seat, text: string) {
  const { client, close, bugs } = procedureClient(seat);
  const answer = await client.advice.logIn({ text });
  close();
  expect(bugs).toEqual([]);
  return answer;
}

test('a sold card: when, at which point, on which paper, which course until when, and what to do', async () => {
  const { seat } = await practiceSeat();
  sell(seat, 4, 'request-sold');
  const answer = await ask(seat, practiceCard(4));
  expect(answer).toMatchObject({ kind: 'sold', about: practiceCard(4) });
  expect(answer.happened).toBe(
    '这张卡已于 2014-05-20 由钦州市人力资源和社会保障局售出（单号 QZ1A-20140520-00003）。',
  );
  expect(answer.course).toBe('信息技术与信息安全（2014-05-05 至 2014-10-31）');
  expect(answer.todo).toContain('2014-10-31 前学完');
});

test('after the course’s last day nobody is told to log in', async () => {
  const { seat } = await practiceSeat('zg01');
  sell(seat, 4, 'request-sold');
  seat.perform(openDay, { day: '2014-10-31' }, 'request-last');
  expect((await ask(seat, practiceCard(4))).todo).toContain('前学完');
  seat.perform(openDay, { day: '2014-11-01' }, 'request-over');
  expect((await ask(seat, practiceCard(4))).todo).toContain('已于 2014-10-31 结束');
});

test('a card in the till was not sold; one never seen may be another point’s', async () => {
  const { seat } = await practiceSeat();
  expect(await ask(seat, practiceCard(5))).toMatchObject({ kind: 'notSold', about: practiceCard(5) });
  const unseen = await ask(seat, '045072014000999999');
  expect(unseen).toMatchObject({ kind: 'neverSeen', about: '045072014000999999', course: null });
  expect(unseen.todo).toContain('别的销售点');
});

test('an ID number: 未能核对 and what to do, masked, never a guess', async () => {
  const { seat } = await practiceSeat();
  const answer = await ask(seat, ` ${ID.slice(0, 6)} ${ID.slice(6)}`);
  expect(answer).toMatchObject({ kind: 'unchecked', about: '450781********0013', course: null });
  expect(answer.happened).toContain('未能核对');
  expect(answer.todo).toContain('报送个人信息');
  expect(answer.happened).not.toMatch(/已建档。|没有建档。/);
});

test('an ID number with a wrong check digit is said to be wrong', async () => {
  const { seat } = await practiceSeat();
  const answer = await ask(seat, `${ID.slice(0, 17)}1`);
  expect(answer.kind).toBe('neverSeen');
  expect(answer.about).toBe('450781********0011');
  expect(answer.happened).toContain('校验位或出生日期不对');
  const withX = await ask(seat, `${ID.slice(0, 17)}X`);
  expect(withX).toMatchObject({ kind: 'unclear', about: '', happened: '身份证号的校验位或出生日期不对。' });
});

test('neither a card nor a person is said to be neither', async () => {
  const { seat } = await practiceSeat();
  expect(await ask(seat, '韦小兰')).toMatchObject({ kind: 'unclear', about: '' });
});

test('an ID number asked about is neither stored, nor logged, nor sent back', async () => {
  const said = vi.spyOn(console, 'error');
  const { seat } = await practiceSeat();
  const { db } = seat.city();
  const before = countEvents(db);
  const answer = await ask(seat, ID);
  expect(JSON.stringify(answer)).not.toContain(ID.slice(6, 14));
  expect(countEvents(db)).toBe(before);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  for (const table of tables) {
    const rows = db.prepare(`SELECT * FROM "${table}"`).all();
    expect(JSON.stringify(rows), table).not.toContain(ID);
  }
  expect(said).not.toHaveBeenCalled();
});
