import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRouterClient } from '@orpc/server';
import type { BatchHeader } from '../../../contract/city.ts';
import { type CityServer, createCityServer } from '../../../server/city-server.ts';
import type { CityKeys } from '../../../server/keys.ts';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import { type Rows, type Store, type StreamHead, Unavailable } from '../../../server/store/store.ts';
import { seededRandom } from '../../engine/world.ts';
import type { Bug } from './bugs.ts';
import type { Request } from './line.ts';
import type { VirtualTime } from './time.ts';

const key = new Uint8Array(32).fill(6);

/** What goes wrong inside the server during one call. */
export type Upset = 'fails after commit' | 'dies before commit' | 'dies after commit';

export type Delivered = { readonly answer: unknown } | { readonly error: unknown };

type Run = (input: unknown, options: { readonly context: object }) => Promise<unknown>;

/** The real server over its real store on files, which is stopped, killed and started again. */
export class ServerBox {
  store: Store;
  private server: CityServer;
  private folder: string;
  private images = 0;
  private upset: Upset | null = null;
  /** With a bug: what lies on the disk while more was answered for. */
  private durable: string | null = null;
  private unflushed = 0;
  private readonly seen = new Map<string, StreamHead>();
  private readonly root: string;
  private readonly keys: CityKeys;
  private readonly time: VirtualTime;
  private readonly random: (bytes: number) => Uint8Array;
  private readonly bug: Bug | null;

  constructor(root: string, keys: CityKeys, time: VirtualTime, bug: Bug | null) {
    this.root = root;
    this.keys = keys;
    this.time = time;
    this.bug = bug;
    this.random = seededRandom('city server');
    this.folder = `${root}/server`;
    mkdirSync(this.folder);
    this.store = this.openStore();
    this.server = this.openServer();
  }

  async deliver({ procedure, input, token }: Request, upset: Upset | null = null): Promise<Delivered> {
    this.upset = upset;
    const reqHeaders = new Headers(token === undefined ? {} : { authorization: `Bearer ${token}` });
    const client = createRouterClient(this.server.router, { context: { reqHeaders } });
    const run = (client as unknown as Readonly<Record<string, Run>>)[procedure];
    if (run === undefined) throw new Error(`the server knows no ${procedure}`);
    const delivered = await run(input, { context: {} }).then(
      (answer): Delivered => ({ answer }),
      (error: unknown): Delivered => ({ error }),
    );
    const dies = upset === 'dies before commit' || upset === 'dies after commit';
    this.upset = null;
    if (dies) await this.crash();
    return dies ? { error: new TypeError('terminated') } : delivered;
  }

  async restart(): Promise<void> {
    await this.store.close();
    this.store = this.openStore();
    this.server = this.openServer();
  }

  /** The power is gone: it goes on with what lies on the disk. */
  async crash(): Promise<void> {
    const image = this.durable ?? this.image();
    this.durable = null;
    await this.store.close();
    rmSync(this.folder, { recursive: true });
    this.folder = image;
    this.store = this.openStore();
    this.server = this.openServer();
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private image(): string {
    const image = `${this.root}/server-${++this.images}`;
    cpSync(this.folder, image, { recursive: true });
    return image;
  }

  private openStore(): Store {
    return openSqliteStore(`${this.folder}/city.db`, key, this.keys.realm);
  }

  private openServer(): CityServer {
    const { store, keys, random, time } = this;
    const clock = { now: () => time.now };
    return createCityServer({ store: this.around(store), keys, clock, random, log: () => {} });
  }

  private around(store: Store): Store {
    return {
      look: (work) => store.look((rows) => work(this.spoiled(rows as Rows))),
      change: async (work) => {
        if (this.upset === 'dies before commit') throw new Unavailable('killed');
        if (this.bug === 'the server answers before it is durable') this.lag();
        const result = await store.change((rows) => work(this.spoiled(rows)));
        if (this.upset !== null) throw new Unavailable('killed, or the answer of the store was lost');
        return result;
      },
      close: () => store.close(),
    };
  }

  /** What is answered for reaches the disk some transactions later. */
  private lag(): void {
    if (this.durable !== null && ++this.unflushed < 6) return;
    this.unflushed = 0;
    if (this.durable !== null) rmSync(this.durable, { recursive: true });
    this.durable = this.image();
  }

  private spoiled(rows: Rows): Rows {
    if (this.bug === 'the server hands out another point’s mailbox')
      return {
        ...rows,
        batchesAfter: (name, ...asked) => rows.batchesAfter(name === 'all' ? name : 'point:QZ', ...asked),
      };
    if (this.bug === 'the server leaves a gap in a mailbox')
      return {
        ...rows,
        lockMailbox: async (name) => {
          const { end, ...mailbox } = await rows.lockMailbox(name);
          return { ...mailbox, end: end + (end === 20 ? 1 : 0) };
        },
      };
    if (this.bug === 'the server forgets the last batch of a mailbox')
      return {
        ...rows,
        batchesAfter: async (...asked) => (await rows.batchesAfter(...asked)).slice(0, -1),
      };
    if (this.bug !== 'the server takes a repeated batch for a new one') return rows;
    return { ...rows, ...this.forgetful(rows) };
  }

  /** Looks where the batch says it begins, not where the stream ends. */
  private forgetful(rows: Rows): Pick<Rows, 'head' | 'setHead'> {
    const name = (incarnation: string, audience: string, position: number) =>
      `${incarnation}/${audience}/${position}`;
    return {
      head: async (stream) => {
        const { incarnation, audience, from } = stream as BatchHeader;
        const head = await rows.head(stream);
        if (from === undefined || head === null || from > head.position) return head;
        return from === 1 ? null : (this.seen.get(name(incarnation, audience, from - 1)) ?? head);
      },
      setHead: async (stream, head) => {
        this.seen.set(name(stream.incarnation, stream.audience, head.position), head);
        await rows.setHead(stream, head);
      },
    };
  }
}
