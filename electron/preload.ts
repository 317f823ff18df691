import { ipcRenderer } from 'electron';
import { PAGE_ORIGIN } from './shell/page-address.ts';
import { PORT_CHANNEL } from './shell/port-channel.ts';

/** The few words of the page's world that are used here; there are no DOM types on this side. */
interface Page {
  readonly location: { readonly origin: string };
  readonly top: unknown;
  readonly window: unknown;
  postMessage(message: string, origin: string, ports: readonly unknown[]): void;
}
const page = globalThis as unknown as Page;

/**
 * Hands the shell's port on to the page, and nothing else: no function, no object, no other channel comes through.
 * Only the counter's own page in the window itself gets it.
 */
ipcRenderer.on(PORT_CHANNEL, ({ ports }) => {
  const [port] = ports;
  if (port === undefined || page.location.origin !== PAGE_ORIGIN || page.top !== page.window) return;
  page.postMessage(PORT_CHANNEL, PAGE_ORIGIN, [port]);
});
