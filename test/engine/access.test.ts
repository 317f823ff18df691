import { expect, test } from 'vitest';
import { access } from '../../contract/app/access.ts';
import { app } from '../../contract/app/index.ts';
import { type Role, role } from '../../contract/events/parts.ts';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import type { Seat } from '../../electron/engine/seat.ts';
import { practiceCard, practiceSeat, refusalOf, saleOf, sell } from './city.ts';
import { appendOwn } from './devices.ts';
import { answerOf, procedureClient } from './engine-under-test.ts';
import { countEvents } from './tables.ts';

/** Every procedure of the contract, by its path. */
const procedures = Object.entries(app).flatMap(([area, inArea]) =>
  Object.keys(inArea).map((name) => `${area}.${name}`),
);
const roles = role.options;
const personOf = (one: Role) => `tt${String(roles.indexOf(one) + 10)}`;

/** A practice city in which somebody holds each role and no other. */
async function cityOfEveryRole(): Promise<Seat> {
  const { seat } = await practiceSeat();
  const { db, journal, projections } = seat.city();
  for (const one of roles) {
    const person = personOf(one);
    const desk = { actor: 'device', approver: null, role: 'device', businessDay: '2014-05-20' } as const;
    const payload = { person, name: '覃试', roles: [one], point: 'QZ' };
    appendOwn(
      { db, journal, projections },
      { type: 'person.registered', payload, entities: [{ kind: 'person', id: person }] },
      { ...desk, request: `register-${person}` },
    );
  }
  return seat;
}

/** What a page could send; a fresh request each time. */
function inputFor(procedure: string, request: string, sale: string): unknown {
  const inputs: Record<string, unknown> = {
    'session.signIn': { person: 'sk01', pin: '1201' },
    'session.setLook': { type: '150', contrast: 'high', sounds: true },
    'session.nextPracticeDay': { request },
    'cards.previewNote': { source: 'practice', name: '没有这个文件.xlsx' },
    'cards.commitNote': { request, preview: '0', course: '2014-xxaq' },
    'sales.employers': { text: '中学' },
    'sales.checkCards': { course: '2014-xxaq', text: practiceCard(50) },
    'sales.make': { request, ...saleOf(Number(request.slice(-2))) },
    'documents.slip': { sale },
    'advice.logIn': { text: practiceCard(0) },
    'documents.recordPrint': { request, sale },
  };
  return inputs[procedure];
}

test('every procedure of the contract has its rule, and no rule is left over', () => {
  expect(Object.keys(access).sort()).toEqual(procedures.toSorted());
});

test('before sign-in only these can be called', () => {
  const open = Object.entries(access).flatMap(([name, rule]) => (rule === 'open' ? [name] : []));
  expect(open).toEqual(['session.state', 'session.startPractice', 'session.signIn']);
});

function allows(procedure: string, one: Role | null): boolean {
  const rule: string | readonly Role[] = access[procedure as keyof typeof access];
  if (rule === 'open') return true;
  return one !== null && (rule === 'anyone' || rule.includes(one));
}

test('below the page, every procedure is open to the roles of its rule and to nobody else', async () => {
  const seat = await cityOfEveryRole();
  seat.sitDown('sk01');
  const { sale } = sell(seat, 0, 'request-first').envelope.payload as { sale: string };
  const { client, bugs, close } = procedureClient(seat);
  const call = (procedure: string, input: unknown): Promise<unknown> => {
    const [area = '', name = ''] = procedure.split('.');
    const inArea = (
      client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
    )[area];
    return inArea?.[name]?.(input) ?? Promise.reject(new Error(`no procedure ${procedure}`));
  };
  const wrong: string[] = [];
  const answers = new Set<string>();
  let cells = 0;
  for (const procedure of procedures) {
    for (const one of [null, ...roles]) {
      if (one === null) seat.leave();
      else seat.sitDown(personOf(one));
      const before = countEvents(seat.city().db);
      const answer = await answerOf(call(procedure, inputFor(procedure, `request-${10 + cells}`, sale)));
      const wrote = countEvents(seat.city().db) - before;
      const barred = answer === (one === null ? 'SIGN_IN' : 'ROLE');
      const fits = allows(procedure, one)
        ? !barred && answer !== 'ROLE' && answer !== 'SIGN_IN'
        : barred && wrote === 0;
      if (!fits || answer.startsWith('thrown'))
        wrong.push(`${procedure} as ${one}: ${answer}, ${wrote} events`);
      if (!barred) answers.add(`${procedure} ${answer}`);
      cells++;
    }
  }
  close();
  expect(wrong).toEqual([]);
  expect(bugs).toEqual([]);
  // Who is let in gets the work done, except that these two name a file and a preview that don't exist.
  const unfinished = [...answers].filter((answer) => !answer.endsWith(' done'));
  expect(unfinished).toEqual(['cards.previewNote FILE', 'cards.commitNote PREVIEW']);
  expect(cells).toBe(procedures.length * (roles.length + 1));
});

test('who may call is asked before what was sent is looked at', async () => {
  const { seat } = await practiceSeat();
  const { client, close } = procedureClient(seat);
  const nonsense = client.sales.make as unknown as (input: unknown) => Promise<unknown>;
  expect(await answerOf(nonsense({ what: 1 }))).toBe('INPUT');
  seat.leave();
  expect(await answerOf(nonsense({ what: 1 }))).toBe('SIGN_IN');
  close();
});

test('a person whose registration is unknown here is nobody', async () => {
  const { seat } = await practiceSeat();
  seat.sitDown('zz99');
  const { client, close } = procedureClient(seat);
  expect(await answerOf(client.sales.list())).toBe('SIGN_IN');
  close();
});

test('the second lock: an event is written only in a role that may author it', async () => {
  const seat = await cityOfEveryRole();
  const outcomes = roles.map((one) => {
    seat.sitDown(personOf(one));
    return [one, refusalOf(() => seat.perform(makeSale, saleOf(roles.indexOf(one)), `sale-by-${one}`))];
  });
  expect(Object.fromEntries(outcomes)).toEqual({
    counter: 'done',
    archivist: 'ROLE',
    certificates: 'ROLE',
    supervisor: 'done',
    administrator: 'ROLE',
  });
});
