import { EventEmitter } from 'node:events';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ForkOptions, MessagePortMain, utilityProcess as real, UtilityProcess } from 'electron';
import type { ReaderChild, ReaderRequest } from '../../electron/engine/intake/reader-port.ts';
import { spawnReader } from '../../electron/spawn-reader.ts';
import type { FakePort } from './fake-ports.ts';

type Received = { readonly message: unknown; readonly ports: readonly FakePort[] };

/** Records what it is told. Tests let it speak and die by `emit`. */
export class FakeProcess extends EventEmitter implements Pick<UtilityProcess, 'postMessage' | 'kill'> {
  readonly name: string;
  readonly options: ForkOptions | undefined;
  readonly received: Received[] = [];
  constructor(path: string, options: ForkOptions | undefined) {
    super();
    this.name = basename(path);
    this.options = options;
  }
  postMessage(message: unknown, ports: MessagePortMain[] = []): void {
    this.received.push({ message, ports: ports as unknown as FakePort[] });
  }
  kill(): boolean {
    this.emit('exit', 15);
    return true;
  }
  /** For the end of a test: gone, without anybody hearing of it and starting another. */
  async end(): Promise<void> {
    this.removeAllListeners();
  }
}

/** The real engine process, in a thread with Electron's parentPort. */
class EngineThread extends FakeProcess {
  private readonly thread = new Worker(new URL('./engine-thread.ts', import.meta.url));
  constructor(path: string, options: ForkOptions | undefined) {
    super(path, options);
    this.thread.on('message', (message) => this.emit('message', message));
    this.thread.once('exit', (code) => this.emit('exit', code));
  }
  override postMessage(message: unknown, ports: MessagePortMain[] = []): void {
    super.postMessage(message, ports);
    const raw = (ports as unknown as FakePort[]).map((port) => port.raw);
    this.thread.postMessage({ message, ports: raw }, raw);
  }
  override kill(): boolean {
    void this.thread.terminate();
    return true;
  }
  override async end(): Promise<void> {
    await super.end();
    await this.thread.terminate();
  }
}

/** The real reading process, started the way plain Node starts it. */
class ReaderProcess extends FakeProcess {
  private readonly child: ReaderChild = spawnReader();
  constructor(path: string, options: ForkOptions | undefined) {
    super(path, options);
    this.child.onMessage((reply) => this.emit('message', reply));
    this.child.onExit(() => this.emit('exit', 0));
  }
  override postMessage(message: unknown): void {
    super.postMessage(message);
    this.child.send(message as ReaderRequest);
  }
  override kill(): boolean {
    this.child.kill();
    return true;
  }
  override async end(): Promise<void> {
    await super.end();
    this.child.kill();
  }
}

/** in: whether the real programs run behind the processes. */
export function startProcess(live: boolean, ...[path, , options]: Parameters<typeof real.fork>): FakeProcess {
  if (!live) return new FakeProcess(path, options);
  return path.endsWith('engine.js') ? new EngineThread(path, options) : new ReaderProcess(path, options);
}
