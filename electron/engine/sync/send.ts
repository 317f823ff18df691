import type { Certificate } from '../../../contract/city.ts';
import { MOST_EVENTS } from '../../../contract/city.ts';
import { write } from '../database/write.ts';
import type { World } from '../world.ts';
import { streamKey } from './books.ts';
import type { Line } from './line.ts';
import { nextPiece, type Piece, type Progress, progressOf } from './outbox.ts';
import { ownLives, readBatch, standingsOf } from './outbox-reader.ts';
import { whyInWords } from './recovery.ts';
import type { SyncLog } from './sync-log.ts';
import type { Shelves } from './take-batch.ts';
import { Trouble } from './trouble.ts';

export interface SendParts extends Shelves {
  readonly line: Line;
  readonly log: SyncLog;
  readonly privateKey: () => Uint8Array;
  /** Certificates of another PC, which a restored server may have lost too. */
  readonly certificatesOf: (device: string) => readonly Certificate[];
  /** Something goes on without what failed, and people must know. */
  readonly warn: (code: 'QUARANTINED' | 'BROKEN' | 'FORKED') => void;
  /** What is confirmed has changed. */
  readonly confirmed: () => void;
}

/** Fewest events of a batch on a line that loses larger ones. */
const FEWEST = 20;
/** How often one stream may be told to begin elsewhere within one attempt; more is a server that doesn't know itself. */
const MOST_RESTARTS = 5;

/** Sends whatever can be sent. */
export function createSender(parts: SendParts, world: Pick<World, 'timers'>, over: () => boolean) {
  const { db, journal, line } = parts;
  /** Halved whenever a batch did not get through, so that a weak line gets on in small steps. */
  let most = MOST_EVENTS;

  async function push(piece: Piece): Promise<Progress | null> {
    const batch = await readBatch(db, piece, parts.privateKey, world.timers);
    if (batch === null || over()) return null;
    const { header, packed } = batch;
    const author = piece.own ? undefined : parts.certificatesOf(header.device).at(-1);
    const input = {
      header,
      packed: new Blob([new Uint8Array(packed)]),
      ...(author === undefined ? {} : { author }),
    };
    const upTo = header.from + header.count - 1;
    try {
      const answer = await line.call((client, call) => client.push(input, call), packed.length);
      most = Math.min(MOST_EVENTS, most * 2);
      const present = header.incarnation === journal.identity.incarnation;
      return progressOf({ ...piece, upTo }, answer, present ? lastOf(piece) : null);
    } catch (error) {
      if (error instanceof Trouble && error.code === 'UNREACHABLE') {
        most = Math.max(FEWEST, Math.floor(header.count / 2));
      }
      throw error;
    }
  }
  const lastOf = ({ stream }: Piece) => journal.heads().streams.get(stream)?.position ?? 0;

  /** in: told after each batch how many events the server has confirmed. */
  return async function sendAll(sent: (count: number) => void): Promise<void> {
    const cuts = new Map<string, number>();
    const restarts = new Map<string, number>();
    const unsendable = new Set<string>();
    while (!over()) {
      const piece = nextPiece(
        standings(parts, cuts).filter(({ stream }) => !unsendable.has(stream)),
        most,
      );
      if (piece === null) break;
      const progress = await push(piece);
      if (over()) break;
      if (progress === null) {
        unsendable.add(piece.stream);
        continue;
      }
      sent(settle(parts, piece, progress, cuts));
      if (progress.kind !== 'sendFrom') continue;
      const times = (restarts.get(piece.stream) ?? 0) + 1;
      restarts.set(piece.stream, times);
      if (times > MOST_RESTARTS) throw new Trouble('SERVER');
    }
  };
}

function standings({ db, journal, books }: SendParts, cuts: ReadonlyMap<string, number>) {
  return standingsOf(db, {
    ...{ heads: journal.heads(), confirmed: books.confirmed(), stopped: books.stopped(), cuts },
    own: ownLives(db, journal.identity.device),
  });
}

/** Notes an answer down. out: how many events it confirmed. */
function settle(parts: SendParts, piece: Piece, progress: Progress, cuts: Map<string, number>): number {
  const { db, books, log } = parts;
  const key = streamKey(piece.stream);
  switch (progress.kind) {
    case 'cut':
      cuts.set(piece.stream, progress.before);
      return 0;
    case 'sendFrom':
      write(db, () => books.setConfirmed(key, progress.from - 1));
      parts.confirmed();
      return 0;
    case 'broken':
    case 'forked':
      halt(parts, piece, progress.kind === 'broken' ? 'BROKEN' : 'FORKED');
      return 0;
    case 'confirmed': {
      write(db, () => books.setConfirmed(key, progress.upTo));
      parts.confirmed();
      if (progress.quarantined !== null) {
        const [count, why] = [progress.upTo - piece.from + 1, whyInWords(progress.quarantined)];
        log.add({
          kind: 'quarantined',
          count,
          words: `服务器另行存放了本机第 ${piece.from} 条起的 ${count} 条记录：${why}`,
        });
        parts.warn('QUARANTINED');
      }
      return progress.upTo - piece.from + 1;
    }
    default:
      throw new Trouble('BATCH');
  }
}

/** Own: people have to decide, and nothing more goes out under this name. Others': it is theirs to put right. */
function halt(
  { db, books, log, warn, confirmed }: SendParts,
  { stream, own }: Piece,
  code: 'BROKEN' | 'FORKED',
) {
  const key = streamKey(stream);
  write(db, () => (own ? books.stop(key.incarnation, code) : books.dropConfirmed(key)));
  confirmed();
  log.add({
    kind: 'forked',
    words: own ? '本机的记录与服务器的接不上，已停止上传' : '别处的记录与服务器的接不上，没有代传',
  });
  if (own) warn(code);
}

/** Everything held is offered to a server that was restored; what it says it holds counts from now on. */
export async function offerHeads(parts: SendParts, epoch: number): Promise<void> {
  const { db, journal, books, line, log } = parts;
  const streams = [...journal.heads().streams.keys()].map(streamKey);
  const held: number[] = [];
  for (let at = 0; at < streams.length; at += MOST_ASKED) {
    const some = streams
      .slice(at, at + MOST_ASKED)
      .map(({ incarnation, audience }) => ({ incarnation, audience }));
    held.push(...(await line.call((client, call) => client.heads(some, call))));
  }
  if (held.length !== streams.length) throw new Trouble('SERVER');
  const first = books.epoch() === 0;
  write(db, () => {
    books.beginEpoch(epoch);
    for (const [index, stream] of streams.entries()) books.setConfirmed(stream, held[index] ?? 0);
  });
  parts.confirmed();
  if (!first) log.add({ kind: 'restored', words: '服务器用备份恢复过，本机重新核对并补传' });
}

const MOST_ASKED = 1_000;
