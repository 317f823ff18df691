import type { ReaderReply, ReaderRequest } from './reader-port.ts';

/** The reading process's line to the engine that started it. */
export type EngineLine = {
  readonly onRequest: (listener: (request: ReaderRequest) => void) => void;
  readonly send: (reply: ReaderReply) => void;
};

// Electron gives a utility process this port instead of child_process's channel; it is not in Node's types.
type UtilityPort = {
  readonly on: (event: 'message', listener: (event: { readonly data: ReaderRequest }) => void) => void;
  readonly postMessage: (reply: ReaderReply) => void;
};

/** The one place that knows the difference between Electron's utilityProcess and Node's child_process. */
export function engineOf(me: NodeJS.Process & { readonly parentPort?: UtilityPort }): EngineLine {
  const port = me.parentPort;
  if (port !== undefined) {
    return {
      onRequest: (listener) => port.on('message', (event) => listener(event.data)),
      send: (reply) => port.postMessage(reply),
    };
  }
  // A killed engine must not leave a reader behind that is still busy with a file nobody waits for.
  me.once('disconnect', () => me.exit(1));
  return {
    onRequest: (listener) => me.on('message', (request) => listener(request as ReaderRequest)),
    send: (reply) => void me.send?.(reply),
  };
}
