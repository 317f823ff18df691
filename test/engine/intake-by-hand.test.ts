import { expect, test } from 'vitest';
import { receiveCards } from '../../electron/engine/commands/receive-cards.ts';
import { receiveTextbooks } from '../../electron/engine/commands/receive-textbooks.ts';
import { practiceSeat, refusalOf } from './city.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { countEvents } from './tables.ts';

const COURSE = '2014-xxaq';
const BOOK = '2014-xxaq-book';
const line = (start = '', end = '', count = '') => ({ start, end, count });

async function counter(person = 'sk01') {
  const { seat } = await practiceSeat(person);
  const { client, close } = procedureClient(seat);
  const receive = (lines: ReturnType<typeof line>[], request = 'request-1', changes = {}) =>
    client.intake.receiveCards({
      ...{ request, kind: 'delivery', note: 'SK-001', course: COURSE, into: 'till', lines },
      ...changes,
    });
  const check = (...lines: ReturnType<typeof line>[]) =>
    client.intake.checkCards({ course: COURSE, note: 'SK-001', lines });
  return { seat, client, receive, check, close };
}

test('typed lines come in under the supplier’s number, whichever two figures of each were typed', async () => {
  const { client, receive, close } = await counter();
  const row = await receive([
    line('045072014000002001', '045072014000002100'),
    line('045072014000003001', '', '50'),
    line(),
    line('', '045072014000004010', '10'),
  ]);
  expect(row).toMatchObject({ kind: 'cards', note: 'SK-001', count: 160, clerk: '韦小兰', prints: 0 });
  expect(row.text).toBe(
    '045072014000002001–045072014000002100；045072014000003001–045072014000003050；045072014000004001–045072014000004010',
  );
  const list = await client.receipts.list();
  expect(list.find(({ receipt }) => receipt === row.receipt)).toEqual(row);
  expect(list.map(({ kind }) => kind).sort()).toEqual(['books', 'cards', 'cards']);
  close();
});

test('while typing each line shows its third figure and every reason against it, and nothing is written', async () => {
  const { seat, check, receive, close } = await counter();
  await receive([line('045072014000002001', '045072014000002100')]);
  const before = countEvents(seat.city().db);
  const { lines, count, remarks } = await check(
    line('045072014000002200', '', '3'),
    line('045072014000002050', '045072014000002150'),
    line('045072014000000199', '', '4'),
    line('045072014000002200', '45072014000002201'),
    line('045072014000002202', '', '1'),
    line('045072014000005001', '', '10001'),
  );
  expect(lines[0]).toMatchObject({ last: '045072014000002202', count: 3, reasons: [], remarks: [] });
  expect(lines.slice(1).map(({ reasons }) => reasons)).toEqual([
    ['045072014000002050–045072014000002100 共 51 张已随“SK-001”入库。'],
    ['045072014000000199–045072014000000200 共 2 张已随“QZ1A-20140520-00001”入库。'],
    ['起号和止号位数不一样，请照卡面核对。'],
    ['045072014000002202 与第 1 行重复，请去掉一处。'],
    ['加上这一行共 10109 张，一次最多入库 10000 张，请分成几次。'],
  ]);
  expect(count).toBe(3);
  expect(remarks).toEqual(['单号 SK-001 的送卡单已于 2014-05-20 入过库（QZ1A-20140520-00003）。']);
  expect(countEvents(seat.city().db)).toBe(before);
  close();
});

test('a number of another width than the course’s last delivery is remarked on and not refused', async () => {
  const { check, close } = await counter();
  const { lines } = await check(line('45072014000002200', '', '3'));
  expect(lines[0]).toMatchObject({
    reasons: [],
    remarks: ['卡号是 17 位，这一科目上次入库的是 18 位，请照卡面核对。'],
  });
  close();
});

test('what was refused while typing is refused at the end too, whole: known in part, twice, none, too many', async () => {
  const { seat, receive, close } = await counter();
  const before = countEvents(seat.city().db);
  const good = line('045072014000002001', '', '10');
  const tries = [
    [good, line('045072014000000200', '', '2')],
    [good, line('045072014000002010', '', '2')],
    [good, line('045072014000002001')],
    [line()],
    [line('045072014000010001', '', '10000'), good],
  ];
  const answers = await Promise.all(tries.map((lines, at) => answerOf(receive(lines, `request-${at}`))));
  expect(answers).toEqual(['KNOWN', 'LINES', 'LINES', 'EMPTY', 'LINES']);
  expect(countEvents(seat.city().db)).toBe(before);
  close();
});

test('the same press again is the same receipt', async () => {
  const { seat, receive, close } = await counter();
  const first = await receive([line('045072014000002001', '', '10')]);
  const before = countEvents(seat.city().db);
  expect(await receive([line('045072014000002001', '', '10')])).toEqual(first);
  expect(countEvents(seat.city().db)).toBe(before);
  close();
});

test('a delivery needs the supplier’s number; opening stock is a supervisor’s and has none', async () => {
  const clerk = await counter();
  const lines = [line('045072014000002001', '', '10')];
  const books = { textbook: BOOK, quantity: '20', into: 'till', note: '' } as const;
  expect(await answerOf(clerk.receive(lines, 'request-1', { note: ' ' }))).toBe('NOTE');
  expect(await answerOf(clerk.receive(lines, 'request-2', { kind: 'opening' }))).toBe('OPENING');
  const receiveBooks = (kind: 'delivery' | 'opening', request: string) =>
    answerOf(clerk.client.intake.receiveBooks({ ...books, kind, request }));
  expect(await receiveBooks('delivery', 'request-3')).toBe('NOTE');
  expect(await receiveBooks('opening', 'request-4')).toBe('OPENING');
  const cards = { course: COURSE, note: ' ', ranges: [] };
  expect(refusalOf(() => clerk.seat.perform(receiveCards, cards, 'request-5'))).toBe('OPENING');
  const none = { textbook: BOOK, note: '', quantity: 1 };
  expect(refusalOf(() => clerk.seat.perform(receiveTextbooks, none, 'request-6'))).toBe('OPENING');
  clerk.close();

  const chief = await counter('zg01');
  const row = await chief.receive(lines, 'request-7', { kind: 'opening', note: '不采用' });
  expect(row).toMatchObject({ note: '', clerk: '陆主任' });
  chief.close();
});

test('books come in by the quantity typed; no other quantity has a way in', async () => {
  const { client, close } = await counter();
  const receive = (quantity: string, request: string) =>
    client.intake.receiveBooks({
      ...{ request, kind: 'delivery', note: 'SS-9', textbook: BOOK, into: 'till', quantity },
    });
  const before = (await client.stock.view()).holders[0]?.books[0]?.quantity ?? 0;
  const row = await receive('３０本', 'request-1');
  expect(row).toMatchObject({
    kind: 'books',
    count: 30,
    note: 'SS-9',
    name: '《信息技术与信息安全知识读本》',
  });
  const bad = ['', '0', '-3', '1.5', '100001', '很多'];
  const answers = await Promise.all(bad.map((text, at) => answerOf(receive(text, `request-b${at}`))));
  expect(answers).toEqual(Array(bad.length).fill('QUANTITY'));
  expect((await client.stock.view()).holders[0]?.books).toMatchObject([{ quantity: before + 30 }]);
  close();
});

test('a point with one PC has one holder, nothing in transit and no store-room to choose', async () => {
  const { client, receive, close } = await counter();
  const { holders, transit } = await client.stock.view();
  expect(holders.map(({ name }) => name)).toEqual(['本机钱柜']);
  expect(transit).toEqual([]);
  expect((await client.intake.choices()).storeRoom).toBe(false);
  expect((await client.custody.places()).several).toBe(false);
  const lines = [line('045072014000002001', '', '10')];
  expect(await answerOf(receive(lines, 'request-1', { into: 'store' }))).toBe('ONE_PC');
  close();
});

test('a delivery note without a number on it takes the number read from paper', async () => {
  const { client, close } = await counter();
  const [file] = await client.cards.practiceFiles();
  const preview = await client.cards.previewNote({ source: 'practice', name: file?.name ?? '' });
  const commit = (note: string) =>
    client.cards.commitNote({
      request: `commit-${note.length}`,
      preview: preview.preview,
      course: COURSE,
      note,
      into: 'till',
    });
  expect(await answerOf(commit('  '))).toBe('NOTE');
  expect(await commit(' 纸-7 ')).toMatchObject({ note: '纸-7', count: preview.acceptedCards });
  close();
});
