import type { ReaderReply, SpawnReader } from '../engine/intake/reader-port.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

type Line = { onMessage: (reply: ReaderReply) => void; onExit: () => void };

export interface ReaderLines {
  readonly spawn: SpawnReader;
  take(message: ToEngine): void;
}

/** The engine's end of its reading processes, which the shell starts and feeds for it (shell/readers.ts). */
export function createReaderLines(say: (message: FromEngine) => void): ReaderLines {
  const lines = new Map<number, Line>();
  let last = 0;
  return {
    spawn() {
      last += 1;
      const id = last;
      const line: Line = { onMessage: () => {}, onExit: () => {} };
      lines.set(id, line);
      say({ kind: 'spawnReader', id });
      return {
        send: (request) => say({ kind: 'askReader', id, request }),
        onMessage(listener) {
          line.onMessage = listener;
        },
        onExit(listener) {
          line.onExit = listener;
        },
        kill: () => say({ kind: 'killReader', id }),
      };
    },
    take(message) {
      if (message.kind === 'readerReply') lines.get(message.id)?.onMessage(message.reply);
      if (message.kind !== 'readerEnded') return;
      lines.get(message.id)?.onExit();
      lines.delete(message.id);
    },
  };
}
