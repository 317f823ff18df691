import { RPCHandler } from '@orpc/server/message-port';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import type { MessagePortMain, ParentPort } from 'electron';
import { createEngine, type EngineOptions, type RunningEngine } from './engine/engine.ts';
import { Refusal } from './engine/problem.ts';
import type { FromEngine, ToEngine } from './shell/engine-messages.ts';
import { createReaderLines } from './shell/reader-lines.ts';
import { withoutPersonalData } from './shell/report.ts';
import { realWorld } from './world.ts';

/** The engine in a process of its own, on the shell's word: started once, then handed one port after another. */
function serve(shell: ParentPort): void {
  const say = (message: FromEngine) => shell.postMessage(message);
  const readers = createReaderLines(say);
  let running: Promise<RunningEngine | null> = Promise.resolve(null);
  let page: MessagePortMain | null = null;

  async function open(options: EngineOptions): Promise<RunningEngine | null> {
    try {
      return await createEngine(realWorld(readers.spawn), options);
    } catch (error) {
      if (!(error instanceof Refusal)) return die(error);
      say({ kind: 'refused', problem: error.problem });
      return null;
    }
  }

  /** There is one page: a new port means that the one before is gone. What comes before the engine runs waits. */
  async function connect(port: MessagePortMain): Promise<void> {
    page?.close();
    page = port;
    const engine = await running;
    if (engine === null || page !== port) return;
    const rpc = new RPCHandler(engine.router, { plugins: [new RequestHeadersPlugin()] });
    rpc.upgrade(port, { context: engine.context });
    port.start();
  }

  shell.on('message', ({ data, ports: [port] }) => {
    const message: ToEngine = data;
    if (message.kind === 'start') running = open(message.options);
    else if (message.kind === 'stop') void running.then((engine) => end(engine));
    else if (message.kind !== 'page') readers.take(message);
    else if (port !== undefined) void connect(port);
  });
}

async function end(engine: RunningEngine | null): Promise<void> {
  await engine?.close();
  process.exit(0);
}

/** Gone for good; the shell starts another. */
function die(error: unknown): never {
  console.error(withoutPersonalData(error));
  process.exit(1);
}

process.on('uncaughtException', die);
serve(process.parentPort);
