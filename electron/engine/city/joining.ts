import { z } from 'zod';
import type { JoiningState } from '../../../contract/app/joining.ts';
import { certificate, cityServer, type JoinRequest } from '../../../contract/city.ts';
import { dayInShanghai } from '../../../contract/domain/calendar.ts';
import { fromHex, fromUtf8, toHex, utf8 } from '../../../wire/bytes.ts';
import { codeHash, readJoinFile } from '../../../wire/join-file.ts';
import { deviceIdOf, publicKeyOf } from '../../../wire/keys.ts';
import { execute } from '../commands/command.ts';
import { type ResetSecret, resetSecret } from '../commands/reset-secret.ts';
import { type Db, inWords, openDatabase } from '../database/open.ts';
import { readIdentity } from '../journal/identity.ts';
import { createJournal } from '../journal/journal.ts';
import { createMarkFile, type Mark } from '../journal/mark.ts';
import { refuse } from '../problem.ts';
import { createProjections } from '../projections/project.ts';
import { writeServer } from '../sync/books.ts';
import type { CityServer } from '../sync/city-client.ts';
import type { World } from '../world.ts';
import { askServer, serverAddress } from './ask-server.ts';
import { joinCity } from './join.ts';
import { type Given, inFours, offerIn } from './offer.ts';
import type { CityFiles } from './open-city.ts';
import { createSealedFile } from './sealed-file.ts';

const pending = z.strictObject({
  privateKey: z.string().regex(/^[0-9a-f]{64}$/),
  server: cityServer.nullable(),
  given: z
    .strictObject({
      by: z.enum(['code', 'file']),
      certificate,
      settings: z.string(),
      /** Of the code by which whoever finishes shows that the city sent them. */
      start: z.string().regex(/^[0-9a-f]{64}$/),
    })
    .nullable(),
});
type Pending = z.infer<typeof pending>;

/**
 * How this PC becomes a member of a city. The key pair is on the disk before anything is asked, and what the city gave
 * before it is used, so that a used code strands nobody: after a kill at any point the same step can be done again
 * (docs/decisions/0050). The database comes to its place by one rename, when it holds everything.
 */
export interface Joining {
  begin(): JoiningState;
  byCode(server: CityServer, code: string): Promise<JoiningState>;
  byFile(file: Uint8Array): JoiningState;
  startOver(): JoiningState;
  /** The administrator whose first secret it is; refuses another person, or another code than the city gave. */
  check(person: string, code: string): { readonly id: string; readonly name: string };
  finish(first: ResetSecret): void;
}

export function createJoining(files: CityFiles, key: Uint8Array, world: World): Joining {
  const { joining, joiningDatabase } = files;
  const file = createSealedFile(world, joining, key, 'joining', damaged);
  const markFile = createMarkFile(world.files, files.readyMark, key);

  function read(): Pending {
    const known = file.read();
    if (known !== null) return pending.parse(known);
    const fresh = { privateKey: toHex(world.random(32)), server: null, given: null };
    world.files.makeFolder(files.folder);
    file.write(fresh);
    return fresh;
  }
  function keep(next: Pending): JoiningState {
    file.write(next);
    return stateOf(next);
  }
  function take(now: Pending, given: Given, by: 'code' | 'file', start: string): JoiningState {
    offerIn(given, ownKey(now));
    const settings = fromUtf8(given.settings);
    return keep({ ...now, given: { by, certificate: given.certificate, settings, start } });
  }
  return {
    begin: () => stateOf(read()),
    async byCode({ address, ca }, code) {
      const server = { address: serverAddress(address), ca };
      const now = { ...read(), server };
      file.write(now);
      const given = await askServer(world, server, { code, publicKey: ownKey(now) });
      return take(now, given, 'code', codeHash(code));
    },
    byFile(bytes) {
      const [found, now] = [readJoinFile(bytes), read()];
      if (found === null) throw noJoinFile();
      const { certificate, settings, start, server } = found;
      return take({ ...now, server }, { certificate, settings: utf8(settings) }, 'file', start.hash);
    },
    startOver: () => keep({ ...read(), given: null }),
    check(person, code) {
      const now = read();
      const given = givenIn(now);
      if (codeHash(code) !== given.start) throw wrongCode(given.by);
      const found = offerOf(now, given).administrators.find(({ id }) => id === person);
      if (found === undefined)
        throw refuse('PERSON', '这个人不是本点的管理员，没有入网。', '请重新选择管理员。');
      return found;
    },
    finish(first) {
      const now = read();
      const given = givenIn(now);
      for (const suffix of ['', '-wal', '-shm']) world.files.remove(`${joiningDatabase}${suffix}`);
      const db = openDatabase(joiningDatabase, key);
      try {
        const settings = utf8(given.settings);
        joinCity(db, world, {
          settings,
          certificate: given.certificate,
          privateKey: fromHex(now.privateKey),
        });
        if (now.server !== null) writeServer(db, now.server);
        markFile.write(setFirstSecret(db, world, first));
      } catch (error) {
        throw inWords(error);
      } finally {
        db.close();
      }
      // As a restored one comes to its place: the rename decides, and opening finishes it (backup/swap.ts).
      world.files.rename(joiningDatabase, files.ready);
      file.remove();
    },
  };
}

function ownKey({ privateKey }: Pending): string {
  return publicKeyOf(fromHex(privateKey));
}

type Kept = NonNullable<Pending['given']>;

function offerOf(now: Pending, { certificate, settings }: Kept) {
  return offerIn({ certificate, settings: utf8(settings) }, ownKey(now));
}

function givenIn({ given }: Pending): Kept {
  if (given === null)
    throw refuse('NOTHING_GIVEN', '还没有收到市局的设置，没有入网。', '请先用入网码或入网文件办理。');
  return given;
}

function stateOf(now: Pending): JoiningState {
  const publicKey = ownKey(now);
  const request: JoinRequest = { kind: 'gongxu-request', publicKey };
  return {
    requestName: inFours(deviceIdOf(publicKey).slice(0, 12)),
    requestFile: utf8(JSON.stringify(request)).toString('base64'),
    server: now.server?.address ?? '',
    offer: now.given === null ? null : offerOf(now, now.given),
    by: now.given?.by ?? null,
  };
}

/** In the database that nobody uses yet; the person writes it down in their own name, as every later change. out: its mark. */
function setFirstSecret(db: Db, world: World, first: ResetSecret): Mark {
  const identity = readIdentity(db);
  if (identity === null) throw new Error('joined without an identity');
  const journal = createJournal(db, identity, world);
  const projections = createProjections(db, journal);
  const engine = { db, journal, projections, world, committed: () => {}, requireWhole: () => {} };
  const businessDay = dayInShanghai(world.clock.now());
  const desk = { actor: first.person, role: 'administrator' as const, businessDay };
  execute(engine, resetSecret, first, desk, `first-${toHex(world.random(16))}`);
  const { realm, incarnation } = identity;
  const { number, lamport } = journal.heads();
  return { realm, incarnation, number, lamport, latest: world.clock.now() };
}

function noJoinFile() {
  return refuse(
    'JOIN_FILE',
    '这不是市局签发的入网文件，或文件已损坏，没有采用。',
    '请在 U 盘上另选文件；确是这一份的，请向市局重新要一份。',
  );
}

function wrongCode(by: Kept['by']) {
  return by === 'code'
    ? refuse('START_CODE', '入网码不对，还没有入网。', '请输入这台电脑刚才用过的那个入网码。')
    : refuse('START_CODE', '启用码不对，还没有入网。', '请输入市局随入网文件另给的启用码。');
}

function damaged() {
  return refuse(
    'JOINING_FILE',
    '这台电脑的入网申请读不出来：文件已损坏，或数据密钥不是原来那把。',
    '请联系管理员：把数据文件夹里 city 文件夹下的 gongxu.joining 移走，再重新申请入网，入网码也要另要一个。',
    '程序没有改动任何文件。',
  );
}
