import type { Problem } from '../../contract/app/problem.ts';
import type { EngineOptions } from '../engine/engine.ts';
import type { ReaderReply, ReaderRequest } from '../engine/intake/reader-port.ts';

/** What the shell says to the engine's process. The key travels here, never in arguments or the environment (X4). */
export type ToEngine =
  | { readonly kind: 'start'; readonly options: EngineOptions }
  /** With one port: the other end is the page's. */
  | { readonly kind: 'page' }
  | { readonly kind: 'readerReply'; readonly id: number; readonly reply: ReaderReply }
  | { readonly kind: 'readerEnded'; readonly id: number }
  | { readonly kind: 'stop' };

/** What it says back. Only the shell can start processes in Electron, so it does so for the engine. */
export type FromEngine =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'spawnReader'; readonly id: number }
  | { readonly kind: 'askReader'; readonly id: number; readonly request: ReaderRequest }
  | { readonly kind: 'killReader'; readonly id: number };
