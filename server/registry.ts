import type { Certificate } from '../contract/city.ts';
import { isGenuine } from '../wire/certificate.ts';
import { deviceIdOf } from '../wire/keys.ts';
import type { CityKeys } from './keys.ts';
import { refuse } from './refusal.ts';
import type { Device, Reader, Rows, Store } from './store/store.ts';

/** The PCs of the city. A genuine certificate makes a PC known (it may have come on a stick); a revocation ends it. */
export interface Registry {
  list(): Promise<readonly Device[]>;
  /** From now on nothing new of it is accepted, by whatever way it comes; what is held stays. out: false if unknown. */
  revoke(device: string): Promise<boolean>;
}

export interface Known {
  readonly store: Store;
  readonly keys: CityKeys;
  readonly now: () => number;
}

export function createRegistry({ store, now }: Known): Registry {
  return {
    list: () => store.look((rows) => rows.devices()),
    revoke: (device) =>
      store.change(async (rows) => {
        const known = await rows.lockDevice(device);
        if (known === null) return false;
        if (known.revokedAt !== null) return true;
        await rows.setDevice({ ...known, revokedAt: now() });
        await rows.trustWhatIsHeld(device);
        return true;
      }),
  };
}

/**
 * Makes the device of a genuine certificate known, or replaces its certificate by one of a higher epoch. Refuses a
 * certificate that is not the city's, an older one, and with `alive` one of a revoked device.
 */
export async function admit(
  { store, keys, now }: Known,
  certificate: Certificate,
  { alive }: { readonly alive: boolean },
): Promise<Device> {
  if (!isGenuine(certificate, keys.realm, keys.authorityKey)) throw refuse('CERTIFICATE');
  const device = deviceIdOf(certificate.statement.publicKey);
  const known = await store.look((rows) => rows.device(device));
  const settled = known ?? (await store.change((rows) => register(rows, device, certificate, now())));
  if (alive && settled.revokedAt !== null) throw refuse('CERTIFICATE');
  const [held, shown] = [settled.certificate.statement.epoch, certificate.statement.epoch];
  if (shown > held) return store.change((rows) => replace(rows, device, certificate));
  if (!same(settled.certificate, certificate)) throw refuse('CERTIFICATE');
  return settled;
}

export async function register(
  rows: Rows,
  device: string,
  certificate: Certificate,
  now: number,
): Promise<Device> {
  const known = await rows.device(device);
  if (known !== null) return known;
  const made = { device, certificate, registeredAt: now, revokedAt: null };
  await rows.setDevice(made);
  return made;
}

async function replace(rows: Rows, device: string, certificate: Certificate): Promise<Device> {
  const known = await rows.lockDevice(device);
  if (known === null) throw new Error('a device that was just known is gone');
  if (certificate.statement.epoch <= known.certificate.statement.epoch) return known;
  const renewed = { ...known, certificate };
  await rows.setDevice(renewed);
  return renewed;
}

function same(a: Certificate, b: Certificate): boolean {
  return JSON.stringify(a.statement) === JSON.stringify(b.statement);
}

/** Mailboxes a device reads, quarantine aside: the city's, its point's; all there are with oversight. */
export async function readableBy(rows: Reader, { certificate }: Device): Promise<readonly string[]> {
  const { point, capabilities } = certificate.statement;
  const own = ['all', `point:${point}`];
  if (!capabilities.includes('oversee')) return own;
  const others = (await rows.mailboxes()).map(({ name }) => name).filter((name) => name !== 'quarantine');
  return [...new Set([...own, ...others])];
}
