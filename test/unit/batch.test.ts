import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MOST_EVENTS, MOST_UNPACKED } from '../../contract/city.ts';
import { BadBatch, type Batch, isSigned, openBatch, packBatch, repack } from '../../wire/batch.ts';
import { counterSeat, makePc, testCity } from '../server/city.ts';

const city = testCity();
const pc = makePc(city, counterSeat, 'counter');
for (let n = 0; n < 40; n++) {
  pc.day();
  if (n % 10 === 0) registerEmployer(n);
}
const { publicKey } = pc.certificate.statement;

function registerEmployer(n: number): void {
  const employer = `${pc.identity.incarnation}.${n + 1}`;
  pc.write({
    type: 'employer.registered',
    payload: { employer, name: `钦州市第${n}中学`, area: '市直' },
    personal: { contact: '张三', phone: '' },
    entities: [{ kind: 'employer', id: employer }],
  });
}

/** `bad`, `unsigned`, or the hashes of what came out. */
function verdictOn(batch: Batch): string {
  try {
    const events = openBatch(batch);
    return isSigned(batch, publicKey) ? events.map(({ decoded }) => decoded.hash).join() : 'unsigned';
  } catch (error) {
    if (error instanceof BadBatch) return 'bad';
    throw error;
  }
}

const whole = pc.batch();
const hashes = pc.events.map(({ decoded }) => decoded.hash);
const text = zstdDecompressSync(whole.packed).toString();
const packedAgain = (changed: string, header: Partial<Batch['header']> = {}): Batch => ({
  header: { ...whole.header, ...header },
  packed: zstdCompressSync(changed),
});

describe('a batch', () => {
  test('gives back exactly what was packed, the personal parts too, and bears its author’s signature', () => {
    const opened = openBatch(whole);
    expect(opened.map(({ bytes, personal }) => ({ bytes, personal }))).toEqual(
      pc.events.map(({ stored }) => stored),
    );
    expect(isSigned(whole, publicKey)).toBe(true);
    expect(isSigned(whole, city.keys.authorityKey)).toBe(false);
  });

  test('of any part of a stream is one of its own', () => {
    for (const [from, to] of [
      [1, 1],
      [2, 7],
      [40, 44],
    ] as const)
      expect(verdictOn(pc.batch(from, to))).toBe(hashes.slice(from - 1, to).join());
  });

  test('that was opened can be packed again with the signature it came with', () => {
    const again = repack(openBatch(whole), whole.header.signature);
    expect(again).toEqual(whole);
  });

  test('with any one byte changed is refused, or says what it said', { timeout: 300_000 }, () => {
    for (let at = 0; at < whole.packed.length; at++) {
      const packed = Buffer.from(whole.packed);
      packed[at] = (packed[at] ?? 0) ^ 0x41;
      // zstd has a bit or two that mean nothing; what comes out is what counts.
      expect(['bad', hashes.join()], `byte ${at}`).toContain(verdictOn({ ...whole, packed }));
    }
  });

  test.each(Object.keys(whole.header))('with another %s is refused', (field) => {
    const value = whole.header[field as keyof Batch['header']];
    const other = typeof value === 'number' ? value + 1 : value === '' ? hashes[0] : flipped(value);
    expect(['bad', 'unsigned']).toContain(
      verdictOn({ ...whole, header: { ...whole.header, [field]: other } }),
    );
  });

  test.each([
    ['of no events', ''],
    ['of less', text.split('\n').slice(1).join('\n')],
    ['of more', `${text}\n${text.split('\n').at(-1)}`],
    ['that is no event', '1 {}'],
    ['without a number', text.replace(/^1 /, ' ')],
    ['with a number too many', text.replace(/^1 /, '0x1 ')],
    ['beginning with a personal part', `+{}\n${text}`],
    ['with a personal part of another', text.replace('张三', '李四')],
    ['with a field nobody knows', text.replace('"version":1', '"version":1,"price":1')],
    ['with a name for its prototype', text.replace('"payload":{', '"payload":{"__proto__":{"x":1},')],
    ['that is deep', `1 ${'['.repeat(100_000)}`],
  ])('%s is refused', (_what, changed) => {
    expect(verdictOn(packedAgain(changed))).toBe('bad');
  });

  test('in which an event says a key twice is refused: read twice it would say two things', () => {
    const one = pc.batch(1, 1);
    const line = zstdDecompressSync(one.packed).toString();
    const twice = line.replace(/}$/, ',"audience":"all"}');
    expect(twice).not.toBe(line);
    expect(() => openBatch({ ...one, packed: zstdCompressSync(twice) })).toThrow(/canonical/);
  });

  test('that unpacks to more than its bounds is refused before it takes the memory', () => {
    const bomb = zstdCompressSync(Buffer.alloc(MOST_UNPACKED * 8, 0x20));
    expect(bomb.length).toBeLessThan(10_000);
    expect(verdictOn({ ...whole, packed: bomb })).toBe('bad');
    expect(verdictOn(packedAgain('\n'.repeat(MOST_UNPACKED - 1)))).toBe('bad');
  });

  test('may hold a thousand events, and no more', () => {
    const busy = makePc(city, counterSeat, 'busy');
    for (let n = 0; n <= MOST_EVENTS; n++) busy.day();
    expect(openBatch(busy.batch(1, MOST_EVENTS))).toHaveLength(MOST_EVENTS);
    expect(() => openBatch(busy.batch(1, MOST_EVENTS + 1))).toThrow('too many');
    expect(() => packBatch([], pc.secret)).toThrow('without events');
  });
});

function flipped(value: string): string {
  const last = value.at(-1) === '0' ? '1' : '0';
  return value.slice(0, -1) + last;
}
