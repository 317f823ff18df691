import type { CityOffer } from '../../../contract/app/joining.ts';
import type { Certificate } from '../../../contract/city.ts';
import type { EventType, Payload } from '../../../contract/events/catalogue.ts';
import { sha256, toHex } from '../../../wire/bytes.ts';
import { isGenuine } from '../../../wire/certificate.ts';
import type { Decoded } from '../../../wire/encode.ts';
import { refuse } from '../problem.ts';
import { readSettings } from './settings.ts';

/** What the city gave this PC: who it is to be, and the city's settings. */
export interface Given {
  readonly certificate: Certificate;
  readonly settings: Uint8Array;
}

/**
 * What this PC would become. Refuses what would leave it without a use: another PC's certificate, another city's, practice
 * settings, a point the settings don't name, a point without an administrator.
 */
export function offerIn({ certificate, settings }: Given, publicKey: string): CityOffer {
  const { realm, authorityKey, decoded } = readSettings(settings);
  const { statement } = certificate;
  if (statement.publicKey !== publicKey) throw otherPc();
  if (!isGenuine(certificate, realm, authorityKey)) throw notOfThisCity();
  const said = sayings(decoded);
  const [city] = said('city.founded');
  if (city?.practice !== false) throw practice();
  const point = said('point.opened').findLast(({ code }) => code === statement.point);
  const workplace = said('workplace.opened').findLast(({ code }) => code === statement.workplace);
  if (point === undefined || workplace?.point !== statement.point) throw unknownPlace();
  const people = new Map(said('person.registered').map((person) => [person.person, person]));
  const administrators = [...people.values()]
    .filter(({ point, roles }) => point === statement.point && roles.includes('administrator'))
    .map(({ person, name }) => ({ id: person, name }));
  if (administrators.length === 0) throw noAdministrator(point.name);
  return {
    city: city.name,
    point: point.name,
    workplace: workplace.name,
    pc: statement.pc,
    fingerprint: fingerprintOf(authorityKey),
    administrators,
  };
}

/** What the settings say of one kind, in their order. */
export function sayings(decoded: readonly Decoded[]) {
  return <T extends EventType>(type: T): readonly Payload<T>[] =>
    decoded.flatMap(({ fold }) => (fold?.type === type ? [fold.payload as Payload<T>] : []));
}

/** 城市指纹, as the PC shows it and the city's office writes it on the paper. in: the authority's public key, hex. */
export function fingerprintOf(authorityKey: string): string {
  return inFours(toHex(sha256(authorityKey)).slice(0, 16));
}

/** `1A2B 3C4D …`: short enough to be compared with paper by eye. */
export function inFours(hex: string): string {
  return (hex.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');
}

function otherPc() {
  return refuse(
    'OTHER_PC',
    '这份入网文件是给另一台电脑的，没有采用。',
    '请核对申请编号：市局要用本机的入网申请来签发。',
  );
}

function notOfThisCity() {
  return refuse(
    'CERTIFICATE',
    '证书不是设置文件里这个城市签发的，没有采用。',
    '请向市局重新要一份入网文件，或另要一个入网码。',
  );
}

function practice() {
  return refuse(
    'PRACTICE_CITY',
    '这是练习用的城市设置，不能用来办正式业务，没有采用。',
    '要练习请按“开始练习”；正式使用请向市局要正式的入网码或入网文件。',
  );
}

function unknownPlace() {
  return refuse(
    'PLACE',
    '市局的设置里没有本机所属的销售点，没有采用。',
    '请市局先登记这个销售点，再重新签发。',
  );
}

function noAdministrator(point: string) {
  return refuse(
    'NO_ADMINISTRATOR',
    `市局发布的名单里，${point}还没有管理员，入网后谁也登录不了，所以没有采用。`,
    '请市局先登记本点的管理员，再重新入网；入网码仍然有效。',
  );
}
