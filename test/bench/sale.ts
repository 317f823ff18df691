import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makeSale } from '../../electron/engine/commands/make-sale.ts';
import { benchFolder, openCounter, regularBuyer, saleTo, takeIn } from './counter.ts';
import { type Figures, median, peakMegabytes, quantile, ratioOf, rounded, timed } from './figures.ts';

const ROUNDS = 9;
const PER_ROUND = 300;

/** Bare: one row of about 300 bytes with a primary key and three indexes, durable, unencrypted. Nothing is checked. */
function bareCommits(path: string): () => void {
  const db = new Database(path);
  db.pragma('journal_mode=WAL');
  db.pragma('synchronous=FULL');
  db.exec(`CREATE TABLE event (id TEXT PRIMARY KEY, counter TEXT, ts INTEGER, learner TEXT, body TEXT);
    CREATE INDEX by_counter ON event (counter, ts);
    CREATE INDEX by_ts ON event (ts);
    CREATE INDEX by_learner ON event (learner);`);
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('the floor is not durable');
  const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?)');
  const body = JSON.stringify({ note: 'x'.repeat(200) });
  let row = 0;
  return () => {
    row++;
    insert.run(crypto.randomUUID(), 'QZ1', row, `learner-${row % 5000}`, body);
  };
}

/** One single-card sale to a known employer: checked, journaled, folded, durable, encrypted. */
export async function sale(): Promise<Figures> {
  const folder = benchFolder();
  const seat = await openCounter(join(folder, 'city'));
  takeIn(seat, 0, 20_000);
  const buyer = regularBuyer(seat, 0);
  const commit = bareCommits(join(folder, 'bare.db'));
  let card = 1;
  const sell = () => {
    seat.perform(makeSale, saleTo(buyer, card++), crypto.randomUUID());
  };
  const round = () => ({
    floor: Array.from({ length: PER_ROUND }, () => timed(commit)),
    ours: Array.from({ length: PER_ROUND }, () => timed(sell)),
  });
  // The first round is the engine's warming up and counts for nothing.
  round();
  const rounds = Array.from({ length: ROUNDS }, round);
  seat.close();
  const ours = rounds.flatMap((one) => one.ours);
  return {
    name: 'sale',
    work: `${ours.length} single-card sales`,
    median: rounded(median(ours)),
    p99: rounded(quantile(ours, 0.99)),
    floor: rounded(median(rounds.flatMap((one) => one.floor))),
    ratio: ratioOf(rounds),
    peakMegabytes: peakMegabytes(),
  };
}
