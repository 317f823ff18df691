import type { z } from 'zod';
import {
  type BatchHeader,
  type Certificate,
  type Delivered,
  MOST_PULLED,
  type mailbox,
} from '../contract/city.ts';
import { refuse } from './refusal.ts';
import { readableBy } from './registry.ts';
import type { Device, KeptBatch, Reader, Store } from './store/store.ts';

export interface Pull {
  readonly epoch: number;
  readonly mailbox: z.infer<typeof mailbox>;
  readonly after: number;
}

export interface Answer {
  readonly batches: Delivered[];
  readonly sizes: number[];
  readonly end: number;
  readonly packed: Blob;
}

/** As many as the contract lets one answer hold; a few dozen is what a working day brings. */
const MOST_BATCHES = 200;
/** Rows read at a time, so that an answer full of large batches does not read them all. */
const AT_A_TIME = 20;

/**
 * The next batches of a mailbox after a position, up to the bounds of one answer. Refuses with MAILBOX what is not this
 * device's to read, and with EPOCH a cursor this store never gave.
 */
export async function hand(store: Store, device: Device, { epoch, mailbox, after }: Pull): Promise<Answer> {
  return store.look(async (rows) => {
    if (!(await mayRead(rows, device, mailbox))) throw refuse('MAILBOX');
    const end = (await rows.mailboxes()).find(({ name }) => name === mailbox)?.end ?? 0;
    if (epoch !== (await rows.epoch()) || after > end) throw refuse('EPOCH');
    const batches = await next(rows, mailbox, after);
    return {
      batches: batches.map(({ header, first, last }) => ({ header, first, last })),
      sizes: batches.map(({ packed }) => packed.length),
      end,
      packed: new Blob(batches.map(({ packed }) => new Uint8Array(packed))),
    };
  });
}

async function mayRead(rows: Reader, device: Device, mailbox: string): Promise<boolean> {
  if (mailbox === 'quarantine') return device.certificate.statement.capabilities.includes('oversee');
  return (await readableBy(rows, device)).includes(mailbox);
}

async function next(rows: Reader, mailbox: string, after: number): Promise<readonly KeptBatch[]> {
  const taken: KeptBatch[] = [];
  let bytes = 0;
  for (let from = after; taken.length < MOST_BATCHES; from = taken.at(-1)?.last ?? from) {
    const found = await rows.batchesAfter(mailbox, from, Math.min(AT_A_TIME, MOST_BATCHES - taken.length));
    for (const batch of found) {
      bytes += batch.packed.length;
      if (bytes > MOST_PULLED && taken.length > 0) return taken;
      taken.push(batch);
    }
    if (found.length === 0) return taken;
  }
  return taken;
}

/** Up to where the server holds each stream; of mailboxes that are not this device's it says nothing, which is 0. */
export async function headsOf(
  store: Store,
  device: Device,
  streams: readonly Pick<BatchHeader, 'incarnation' | 'audience'>[],
): Promise<number[]> {
  return store.look(async (rows) => {
    const readable = new Set(await readableBy(rows, device));
    const heads: number[] = [];
    for (const stream of streams) {
      const head = readable.has(stream.audience) ? await rows.head(stream) : null;
      heads.push(head?.position ?? 0);
    }
    return heads;
  });
}

/** Revoked ones too: what they wrote before is still to be checked. */
export async function certificatesOf(store: Store, devices: readonly string[]): Promise<Certificate[]> {
  return store.look(async (rows) => {
    const found: Certificate[] = [];
    for (const device of new Set(devices)) {
      const known = await rows.device(device);
      if (known !== null) found.push(known.certificate);
    }
    return found;
  });
}
