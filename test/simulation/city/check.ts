import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../../electron/engine/database/open.ts';
import type { KeptBatch, Store } from '../../../server/store/store.ts';
import { openBatch } from '../../../wire/batch.ts';
import { difference, dumpTables } from '../../engine/tables.ts';
import { checkSet, type Deed, type SetFigures } from './ledger.ts';
import type { CityPc } from './pc.ts';
import { compareStock } from './stock.ts';

export interface Findings {
  readonly sales: SetFigures;
  readonly divergences: readonly string[];
}

interface Fact {
  readonly type: string;
  readonly request: string;
  readonly audience: string;
  readonly stream: string;
  readonly position: number;
}

const KINDS: readonly string[] = ['sale.made', 'sale.reversed', 'cards.received', 'day.opened'];

/** Everything that must hold once everybody has heard everything. */
export async function checkCity(
  pcs: readonly CityPc[],
  store: Store,
  deeds: readonly Deed[],
): Promise<Findings> {
  const found = new Map(pcs.map((pc) => [pc, factsOf(pc.city.db)]));
  const points = [...new Set(pcs.map(({ point }) => point))];
  const boxes = new Map<string, readonly KeptBatch[]>();
  for (const name of ['all', 'quarantine', ...points.map((point) => `point:${point}`)])
    boxes.set(name, await store.look((rows) => rows.batchesAfter(name, 0, 1_000_000)));
  const places = [
    ...pcs.map((pc) => ({ point: pc.point, facts: found.get(pc) ?? [] })),
    ...points.map((point) => ({ point, facts: factsIn(boxes.get(`point:${point}`) ?? []) })),
  ];
  const figures = (kinds: readonly string[]) =>
    checkSet(
      places.map(({ point, facts }) => ({
        held: facts.filter(({ type }) => kinds.includes(type)).map(({ request }) => request),
        deeds: deeds.filter((deed) => deed.point === point && kinds.includes(deed.kind)),
      })),
    );
  const held = new Set(places.flatMap(({ facts }) => facts.map(({ request }) => request)));
  const happened = deeds.filter(({ request }) => held.has(request));
  const others = figures(KINDS.filter((kind) => kind !== 'sale.made'));
  return {
    sales: figures(['sale.made']),
    divergences: [
      ...(others.lost + others.unexpected > 0 ? [`of the other deeds ${JSON.stringify(others)}`] : []),
      ...pcs.flatMap((pc) => strangers(pc, found.get(pc) ?? [])),
      ...points.flatMap((point) => apart(pcs.filter((pc) => pc.point === point))),
      ...[...boxes].flatMap(([name, batches]) => gapsIn(name, batches)),
      ...pcs.flatMap((pc) => cursorsOf(pc, boxes)),
      ...(await compareStock(pcs, happened, { nextTurn: setImmediate })),
      ...((boxes.get('quarantine')?.length ?? 0) > 0 ? ['the server kept something aside'] : []),
    ],
  };
}

function factsOf(db: Db): readonly Fact[] {
  const rows = db.prepare('SELECT CAST(bytes AS TEXT) FROM event ORDER BY id').pluck().all() as string[];
  return rows.map((text) => factOf(JSON.parse(text)));
}

function factsIn(batches: readonly KeptBatch[]): readonly Fact[] {
  return batches.flatMap((batch) => openBatch(batch).map(({ decoded }) => factOf(decoded.envelope)));
}

function factOf({
  type,
  request,
  audience,
  incarnation,
  position,
}: Omit<Fact, 'stream'> & { incarnation: string }) {
  return { type, request, audience, position, stream: `${incarnation}/${audience}` };
}

/** Another point's business must not lie here, and every stream must be whole from its first event on. */
function strangers({ name, point }: CityPc, facts: readonly Fact[]): string[] {
  const alien = facts.filter(({ audience }) => audience !== 'all' && audience !== `point:${point}`);
  const streams = Map.groupBy(facts, ({ stream }) => stream);
  const broken = [...streams].filter(([, held]) => {
    const places = held.map(({ position }) => position).sort((a, b) => a - b);
    return places.some((position, index) => position !== index + 1);
  });
  return [
    ...(alien.length > 0 ? [`${name} holds ${alien.length} events of other points`] : []),
    ...broken.map(([stream]) => `${name} holds ${stream} with a gap or twice`),
  ];
}

/** The PCs of one point hold the same events and the same tables, byte for byte. */
function apart(pcs: readonly CityPc[]): string[] {
  const [first, ...others] = pcs;
  if (first === undefined) return [];
  const tables = dumpTables(first.city.db);
  return others.flatMap((other) => {
    if (eventSet(first) !== eventSet(other)) return [`${first.name} and ${other.name} hold different events`];
    const row = difference(tables, dumpTables(other.city.db));
    return row === null ? [] : [`tables of ${first.name} and ${other.name}: ${row}`];
  });
}

function eventSet({ city }: CityPc): string {
  const hashes = city.db.prepare('SELECT hex(hash) FROM event ORDER BY hash').pluck().all();
  return hashes.join();
}

function gapsIn(name: string, batches: readonly KeptBatch[]): string[] {
  let end = 0;
  const wrong = batches.filter(({ header, first, last }) => {
    const follows = first === end + 1 && last - first + 1 === header.count;
    end = last;
    return !follows;
  });
  return wrong.map(({ first }) => `mailbox ${name} has a gap or an overlap at ${first}`);
}

/** Read to the very end, and not beyond it. */
function cursorsOf(
  { name, point, city }: CityPc,
  boxes: ReadonlyMap<string, readonly KeptBatch[]>,
): string[] {
  const cursor = city.db.prepare('SELECT after FROM sync_cursor WHERE mailbox = ?').pluck();
  return ['all', `point:${point}`].flatMap((mailbox) => {
    const [end, after] = [boxes.get(mailbox)?.at(-1)?.last ?? 0, cursor.get(mailbox) ?? 0];
    return after === end ? [] : [`${name} has read ${mailbox} up to ${after} of ${end}`];
  });
}
