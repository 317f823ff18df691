import { type BatchHeader, type Delivered, MOST_PACKED, MOST_PULLED } from '../../../contract/city.ts';
import { write } from '../database/write.ts';
import type { World } from '../world.ts';
import type { Line, Session } from './line.ts';
import type { Peers } from './peers.ts';
import { whyInWords } from './recovery.ts';
import type { SyncLog } from './sync-log.ts';
import { type Arrived, type Shelves, type Taken, takeBatch } from './take-batch.ts';
import { Trouble } from './trouble.ts';

export interface ReceiveParts extends Shelves {
  readonly line: Line;
  readonly peers: Peers;
  readonly log: SyncLog;
  readonly warn: (code: 'FORGED' | 'FORKED') => void;
  /** Something was taken in. */
  readonly received: () => void;
}

/** What a device may say is refused by its certificate alone: a newer one may permit it. */
const MENDED_BY_CERTIFICATE: readonly string[] = ['AUTHOR', 'AUDIENCE', 'CAPABILITY', 'REFERENCE'];

export function createReceiver(
  parts: ReceiveParts,
  world: Pick<World, 'timers' | 'reached'>,
  over: () => boolean,
) {
  const { db, journal, books, peers, line, log } = parts;

  async function take(arrived: Arrived): Promise<Taken> {
    const { device } = arrived.batch.header;
    if (peers.of(device).length === 0) await peers.ask([device], line);
    const certificates = peers.of(device);
    const taken = await takeBatch(parts, arrived, certificates, world, over);
    if (taken.why === null || !MENDED_BY_CERTIFICATE.includes(taken.why)) return taken;
    await peers.ask([device], line);
    if (peers.of(device).length === certificates.length) return taken;
    const again = await takeBatch(parts, arrived, peers.of(device), world, over);
    return { ...again, fresh: taken.fresh + again.fresh };
  }

  function note(taken: Taken, header: BatchHeader, again: boolean): void {
    if (taken.fresh > 0) parts.received();
    if (taken.forked > 0) {
      log.add({ kind: 'forked', count: taken.forked, words: '同一台电脑有两份不同的记录，两份都已保留' });
    }
    if (taken.why === null || again) return;
    const [count, why] = [taken.refused, whyInWords(taken.why)];
    log.add({
      kind: 'refused',
      count,
      words: `收到的 ${count} 条记录没有收入：${why}（${header.device.slice(0, 8)}）`,
    });
    if (taken.why === 'CLONE') write(db, () => books.stop(journal.identity.incarnation, 'FORKED'));
    parts.warn(taken.why === 'CLONE' ? 'FORKED' : 'FORGED');
  }

  /** out: where the answer ends, and whether more lies behind it; null when there was nothing. */
  async function page({ epoch }: Session, mailbox: string, after: number, took: Took, again: boolean) {
    const asked = { epoch, mailbox, after };
    const answer = await line.call((client, call) => client.pull(asked, call), MOST_PULLED);
    const packed = new Uint8Array(await answer.packed.arrayBuffer());
    requireSense(answer, packed.length, asked);
    let at = 0;
    for (const [index, { header, first, last }] of answer.batches.entries()) {
      const size = answer.sizes[index] ?? 0;
      const batch = { header, packed: packed.subarray(at, at + size) };
      at += size;
      const taken = await take({ batch, place: { mailbox, epoch, first, last } });
      if (over()) return null;
      note(taken, header, again);
      took(taken.fresh);
    }
    const last = answer.batches.at(-1)?.last;
    return last === undefined ? null : { more: last < answer.end };
  }

  return {
    /** in: told after each batch how many events of it were new. */
    async pullAll(session: Session, took: Took): Promise<void> {
      for (const mailbox of session.mailboxes) {
        for (let more = true; more && !over(); ) {
          const got = await page(session, mailbox, books.cursor(mailbox, session.epoch), took, false);
          more = got?.more ?? false;
        }
      }
    },
    /** What was refused may be believed by now: by a newer program, or with a certificate that came since. */
    async askAgain(session: Session, took: Took): Promise<void> {
      for (const { mailbox, first } of books.refused(session.epoch)) {
        if (!over()) await page(session, mailbox, first - 1, took, true);
      }
    },
  };
}

type Took = (count: number) => void;

/**
 * In the order asked for, as many bytes as announced, and nothing from anybody else's mailbox: a server that hands a
 * county another one's learners and money must find no taker. Quarantine alone holds batches of every audience.
 */
function requireSense({ batches, sizes }: Answer, bytes: number, { mailbox, after }: Asked): void {
  let next = after;
  const orderly = batches.every(({ header, first, last }) => {
    const follows = first <= next + 1 && last > next && last - first + 1 === header.count;
    next = last;
    return follows && (mailbox === 'quarantine' || header.audience === mailbox);
  });
  const sum = sizes.reduce((total, size) => total + size, 0);
  const fits = sizes.length === batches.length && sum === bytes && sizes.every((size) => size <= MOST_PACKED);
  if (!orderly || !fits) throw new Trouble('SERVER');
}

interface Asked {
  readonly mailbox: string;
  readonly after: number;
}

interface Answer {
  readonly batches: readonly Delivered[];
  readonly sizes: readonly number[];
}
