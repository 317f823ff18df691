import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { keyFromFile } from '../../electron/key-file.ts';
import type { ToEngine } from '../../electron/shell/engine-messages.ts';
import { runningShell, type State, temporaryFolder } from './shell-under-test.ts';

/** One start over a folder. out: the key the engine got as hex, and what the person read. */
async function started(folder: string, prepare: (fake: State) => void = () => {}) {
  const { fake } = await runningShell(prepare, folder);
  const message = fake.processes[0]?.received[0]?.message as ToEngine | undefined;
  const key = message?.kind === 'start' ? Buffer.from(message.options.key).toString('hex') : null;
  return { key, errors: fake.errors, questions: fake.questions, log: fake.log };
}

function platform(name: NodeJS.Platform): void {
  const before = process.platform;
  Object.defineProperty(process, 'platform', { value: name });
  onTestFinished(() => void Object.defineProperty(process, 'platform', { value: before }));
}

/** Names and contents of everything the key hangs on. */
function contents(folder: string) {
  const files = readdirSync(folder).filter((name) => name.startsWith('key'));
  return files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

const weak: readonly State['keyStore']['backend'][] = ['basic_text', 'unknown'];
const strong: readonly State['keyStore']['backend'][] = [
  'gnome_libsecret',
  'kwallet',
  'kwallet5',
  'kwallet6',
];

describe('with a key store of the system', () => {
  test.each(strong)('%s wraps the key, and its name is kept beside it', async (backend) => {
    const folder = temporaryFolder();
    const { key, questions } = await started(folder, ({ keyStore }) => {
      keyStore.backend = backend;
    });
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(questions).toEqual([]);
    expect(existsSync(join(folder, 'key'))).toBe(false);
    const record = readFileSync(join(folder, 'key.json'), 'utf8');
    expect(JSON.parse(record)).toMatchObject({ version: 1, kind: 'wrapped', store: backend });
    expect(record).not.toContain(key);
    expect(statSync(join(folder, 'key.json')).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['win32', 'dpapi'],
    ['darwin', 'keychain'],
  ] as const)('%s has one key store, and Linux’s question is not asked of it', async (name, store) => {
    platform(name);
    const folder = temporaryFolder();
    await started(folder, ({ keyStore }) => {
      keyStore.backend = 'unknown';
    });
    expect(JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8'))).toMatchObject({ store });
  });

  test('the next start has the same key', async () => {
    const folder = temporaryFolder();
    const first = await started(folder);
    const before = contents(folder);
    const second = await started(folder);
    expect(second.key).toBe(first.key);
    expect(contents(folder)).toEqual(before);
  });

  test('a store that changed its own key wraps again, and the data’s key stays', async () => {
    const folder = temporaryFolder();
    const first = await started(folder);
    const before = contents(folder);
    const second = await started(folder, ({ keyStore }) => {
      keyStore.stale = true;
      keyStore.generation = 2;
    });
    expect(second.key).toBe(first.key);
    expect(contents(folder)).not.toEqual(before);
    expect((await started(folder)).key).toBe(first.key);
  });
});

describe('without one', () => {
  test.each(weak)('%s is none: the person agrees to a key in a file of their own, once', async (backend) => {
    const folder = temporaryFolder();
    const prepare = ({ keyStore }: State) => {
      keyStore.backend = backend;
    };
    const first = await started(folder, prepare);
    expect(first.questions).toHaveLength(1);
    expect(`${first.questions[0]?.message}${first.questions[0]?.detail}`).toMatch(
      /没有可用的系统密钥库.*谁复制了整个文件夹，谁就能打开数据/s,
    );
    expect(first.log).toContain('shown');
    expect(readFileSync(join(folder, 'key'), 'utf8')).toBe(first.key);
    expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600);
    const second = await started(folder, prepare);
    expect([second.key, second.questions]).toEqual([first.key, []]);
  });

  test('a store that says it is not available is none either', async () => {
    const { questions } = await started(temporaryFolder(), ({ keyStore }) => {
      keyStore.available = false;
    });
    expect(questions).toHaveLength(1);
  });

  test('whoever does not agree gets no window, no engine and no key', async () => {
    const folder = temporaryFolder();
    const { key, log } = await started(folder, (fake) => {
      fake.keyStore.available = false;
      fake.agrees = false;
    });
    expect([key, log.at(-1), contents(folder)]).toEqual([null, 'quit', []]);
  });

  test('a key store that appears later does not move the key', async () => {
    const folder = temporaryFolder();
    const first = await started(folder, ({ keyStore }) => {
      keyStore.available = false;
    });
    const before = contents(folder);
    expect((await started(folder)).key).toBe(first.key);
    expect(contents(folder)).toEqual(before);
  });

  test('data begun in the browser host keeps its key, and the person is told where it is', async () => {
    const folder = temporaryFolder();
    const key = Buffer.from(keyFromFile(folder)).toString('hex');
    const answer = await started(folder);
    expect([answer.key, answer.questions.length]).toEqual([key, 1]);
  });
});

describe('a key that cannot be had is refused in words, and nothing of the old one is touched', () => {
  /** A folder as a first start left it. */
  async function used(): Promise<string> {
    const folder = temporaryFolder();
    await started(folder);
    return folder;
  }
  async function expectRefusal(
    folder: string,
    words: string,
    prepare?: (fake: State) => void,
  ): Promise<void> {
    const before = contents(folder);
    const { key, errors, questions, log } = await started(folder, prepare);
    expect([key, questions, errors.length]).toEqual([null, [], 1]);
    expect(errors[0]).toContain(words);
    expect(errors[0]).toContain('没有改动任何数据');
    expect(errors[0]).toContain('管理员');
    expect(log.slice(-2)).toEqual(['shown', 'exit 1']);
    expect(contents(folder)).toEqual(before);
  }

  test('the key ring was reset, or it is another user', async () => {
    await expectRefusal(await used(), '解不开数据的密钥', ({ keyStore }) => {
      keyStore.secret = 'another';
    });
  });

  test('another key store is there now', async () => {
    await expectRefusal(
      await used(),
      '“gnome_libsecret”保管，但现在的系统密钥库是“kwallet6”',
      ({ keyStore }) => {
        keyStore.backend = 'kwallet6';
      },
    );
  });

  test.each(weak)('the key store is gone (%s)', async (backend) => {
    await expectRefusal(await used(), '系统密钥库不可用', ({ keyStore }) => {
      keyStore.backend = backend;
    });
  });

  test('the key ring is locked', async () => {
    await expectRefusal(await used(), '系统密钥库不可用', ({ keyStore }) => {
      keyStore.available = false;
    });
  });

  test.each(['', '{', '[]', '{"version":2,"kind":"file"}', '{"version":1,"kind":"wrapped","store":"dpapi"}'])(
    'the record cannot be understood: %s',
    async (text) => {
      const folder = await used();
      writeFileSync(join(folder, 'key.json'), text);
      await expectRefusal(folder, 'key.json 已损坏');
    },
  );

  test('what comes out is no key', async () => {
    const folder = await used();
    const record = JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8'));
    const key = Buffer.from('login:not a key').toString('base64');
    writeFileSync(join(folder, 'key.json'), JSON.stringify({ ...record, key }));
    await expectRefusal(folder, '解不开数据的密钥');
  });

  test('there is data, and no key at all', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'practice'));
    writeFileSync(join(folder, 'practice', 'gongxu.db'), 'ciphertext');
    await expectRefusal(folder, '有业务数据，但找不到它的密钥');
  });

  test('the key file is gone or damaged', async () => {
    const folder = temporaryFolder();
    await started(folder, ({ keyStore }) => {
      keyStore.available = false;
    });
    chmodSync(join(folder, 'key'), 0o600);
    writeFileSync(join(folder, 'key'), 'abc');
    await expectRefusal(folder, '密钥文件 key 已损坏');
    rmSync(join(folder, 'key'));
    await expectRefusal(folder, '找不到它的密钥');
  });
});
