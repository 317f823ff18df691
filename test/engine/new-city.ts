import { ORPCError } from '@orpc/client';
import type { Certificate, JoinFile } from '../../contract/city.ts';
import { normalCode } from '../../contract/domain/enrolment-code.ts';
import { type CityPlan, foundCity } from '../../electron/engine/city/found.ts';
import { practicePlan } from '../../electron/engine/city/practice-plan.ts';
import type { CityClient } from '../../electron/engine/sync/city-client.ts';
import type { World } from '../../electron/engine/world.ts';
import { signDevice } from '../../wire/certificate.ts';
import { writeJoinFile } from '../../wire/join-file.ts';
import { seededWorld } from './world.ts';

/** A city in earnest, with the notice's points and people. */
export const realPlan: CityPlan = { ...practicePlan, practice: false, foundedOn: '2014-05-01' };

/** What the city's office does for a new PC: certificates, codes, files. */
export function cityOffice(plan: CityPlan = realPlan, seed = 'office') {
  const { settings, realm, authorityKey, issuing, issuer } = foundCity(plan, [], seededWorld(seed));
  const certify = (publicKey: string, point = 'QZ', workplace = 'QZ'): Certificate =>
    signDevice(issuing, issuer, {
      ...{ kind: 'device', realm, publicKey, point, workplace, pc: 1, epoch: 1 },
      capabilities: ['sell'],
    });
  const file = (publicKey: string, code: string, server: JoinFile['server'] = null) =>
    writeJoinFile(issuing, { certificate: certify(publicKey), settings, code, server });
  return { settings, certify, file, keys: { realm, authorityKey, issuing, issuer, settings } };
}

/** A server that knows one code; `asked` are the public keys that came with it. */
export function enrolling(office: ReturnType<typeof cityOffice>, code = '7K3M-9PQR-2WXY') {
  const asked: string[] = [];
  let usedBy: string | null = null;
  const state = { code, asked, offline: false, loseAnswers: 0 };
  const enrol = async (input: { code: string; publicKey: string }) => {
    if (state.offline) throw new TypeError('fetch failed');
    asked.push(input.publicKey);
    const known = input.code === normalCode(code) && (usedBy ?? input.publicKey) === input.publicKey;
    if (!known) throw new ORPCError('REFUSED', { status: 422, data: { code: 'CODE' } });
    usedBy = input.publicKey;
    if (state.loseAnswers-- > 0) throw new TypeError('socket hang up');
    return { certificate: office.certify(input.publicKey), settings: new Blob([office.settings]) };
  };
  // The other procedures belong to a PC that has joined.
  const connect: World['connect'] = () => ({ enrol }) as unknown as CityClient;
  return Object.assign(state, { connect });
}
