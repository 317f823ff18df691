import { type Certificate, PROTOCOL } from '../contract/city.ts';
import { normalCode } from '../contract/domain/enrolment-code.ts';
import { seal, toHex, utf8 } from '../wire/bytes.ts';
import { signDevice } from '../wire/certificate.ts';
import { deviceIdOf } from '../wire/keys.ts';
import type { Guard } from './guard.ts';
import { purposeKeys } from './keys.ts';
import { refuse } from './refusal.ts';
import { type Known, register } from './registry.ts';
import type { Seat } from './seat.ts';
import type { Rows } from './store/store.ts';

/** One-time codes for new PCs, and certificates for PCs whose public key came on a stick. */
export interface Enrolment {
  /** in: where the PC will sit; milliseconds the code is good for. out: the code, told once and kept as a seal alone. */
  issue(seat: Seat, validFor: number): Promise<string>;
  enrol(asked: { protocol: number; code: string; publicKey: string }, address: string): Promise<Certificate>;
  /** A certificate without a code, for an administrator at the server itself. */
  certify(seat: Seat, publicKey: string): Promise<Certificate>;
}

/** Crockford's alphabet: nothing that reads like something else over the telephone. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits. */
const LENGTH = 16;

export function createEnrolment(
  known: Known & { readonly random: (bytes: number) => Uint8Array; readonly guard: Guard },
): Enrolment {
  const { store, keys, now, random, guard } = known;
  const codeKey = purposeKeys(keys).code;
  const sealOf = (code: string) => toHex(seal(codeKey, utf8(normalCode(code))));

  async function certified(rows: Rows, seat: Seat, publicKey: string): Promise<Certificate> {
    const { realm, issuing, issuer } = keys;
    const { point, workplace, pc, capabilities } = seat;
    const statement = {
      kind: 'device',
      realm,
      publicKey,
      point,
      workplace,
      pc,
      capabilities,
      epoch: 1,
    } as const;
    const made = signDevice(issuing, issuer, statement);
    const { certificate } = await register(rows, deviceIdOf(publicKey), made, now());
    return certificate;
  }

  return {
    async issue(seat, validFor) {
      const code = [...random(LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
      await store.change((rows) =>
        rows.addCode(sealOf(code), { seat, expires: now() + validFor, usedBy: null }),
      );
      return code.replace(/(.{4})(?=.)/g, '$1-');
    },
    async enrol({ protocol, code, publicKey }, address) {
      if (protocol !== PROTOCOL) throw refuse('PROTOCOL');
      guard.require(address);
      const certificate = await store.change(async (rows) => {
        const sealed = sealOf(code);
        const found = await rows.lockCode(sealed);
        if (found === null) return null;
        const device = await rows.device(deviceIdOf(publicKey));
        // The same PC again, whose answer was lost: it gets the same certificate, unless it was revoked since.
        if (found.usedBy === publicKey && device?.revokedAt === null) return device.certificate;
        if (found.usedBy !== null || found.expires < now()) return null;
        // A PC has one certificate: a second code would be spent for nothing.
        if (device !== null) return null;
        await rows.useCode(sealed, publicKey);
        return certified(rows, found.seat, publicKey);
      });
      if (certificate !== null) return certificate;
      guard.failed(address);
      throw refuse('CODE');
    },
    certify: (seat, publicKey) => store.change((rows) => certified(rows, seat, publicKey)),
  };
}
