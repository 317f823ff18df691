import { z } from 'zod';
import { type Certificate, PROTOCOL } from '../contract/city.ts';
import { hex32 } from '../contract/events/parts.ts';
import { toHex } from '../wire/bytes.ts';
import { isChallengeSignedBy } from '../wire/session.ts';
import { purposeKeys } from './keys.ts';
import { refuse } from './refusal.ts';
import { admit, type Known, readableBy } from './registry.ts';
import { createSeals } from './sealed.ts';
import type { Device } from './store/store.ts';

/** A device signs a challenge of the server's own, so that neither an old recording nor a wrong clock opens a session. */
export interface Sessions {
  challenge(asked: { protocol: number; certificate: Certificate }): Promise<{ challenge: string }>;
  open(signed: { challenge: string; signature: string }): Promise<Opened>;
  /** Refuses with SESSION (open another) or CERTIFICATE (revoked since). */
  deviceOf(token: string): Promise<Device>;
}

interface Opened {
  readonly token: string;
  readonly seconds: number;
  readonly epoch: number;
  readonly mailboxes: string[];
}

/** Time to sign a challenge on a slow line; time until a session is opened anew. Of the server's clock alone. */
const TO_SIGN = 5 * 60;
const SESSION = 12 * 3600;

const challenge = z.strictObject({ device: hex32, nonce: hex32, until: z.int() });
const token = z.strictObject({ device: hex32, epoch: z.int(), until: z.int() });

export function createSessions(known: Known & { readonly random: (bytes: number) => Uint8Array }): Sessions {
  const { store, keys, now, random } = known;
  const derived = purposeKeys(keys);
  const challenges = createSeals(derived.challenge, challenge);
  const tokens = createSeals(derived.token, token);

  async function living(device: string): Promise<Device> {
    const found = await store.look((rows) => rows.device(device));
    if (found === null || found.revokedAt !== null) throw refuse('CERTIFICATE');
    return found;
  }

  return {
    async challenge({ protocol, certificate }) {
      if (protocol !== PROTOCOL) throw refuse('PROTOCOL');
      const { device } = await admit(known, certificate, { alive: true });
      return {
        challenge: challenges.make({ device, nonce: toHex(random(16)), until: now() + TO_SIGN * 1000 }),
      };
    },
    async open({ challenge: text, signature }) {
      const said = challenges.read(text);
      if (said === null || said.until < now()) throw refuse('SESSION');
      const device = await living(said.device);
      const { publicKey, epoch } = device.certificate.statement;
      if (!isChallengeSignedBy(publicKey, text, signature)) throw refuse('SESSION');
      return store.change(async (rows) => {
        await rows.dropExpired(now());
        if (!(await rows.spendChallenge(said.nonce, said.until))) throw refuse('SESSION');
        return {
          token: tokens.make({ device: said.device, epoch, until: now() + SESSION * 1000 }),
          seconds: SESSION,
          epoch: await rows.epoch(),
          mailboxes: [...(await readableBy(rows, device))],
        };
      });
    },
    async deviceOf(text) {
      const said = tokens.read(text);
      if (said === null || said.until < now()) throw refuse('SESSION');
      const device = await living(said.device);
      // A new certificate may say another point: what was opened with the old one is over.
      if (device.certificate.statement.epoch !== said.epoch) throw refuse('SESSION');
      return device;
    },
  };
}
