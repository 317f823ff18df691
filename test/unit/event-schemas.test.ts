import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue, type EventType } from '../../contract/events/catalogue.ts';
import { envelope, personalPart } from '../../contract/events/envelope.ts';

const committed = JSON.parse(
  readFileSync(new URL('../../contract/events/hashes.json', import.meta.url), 'utf8'),
) as Record<string, string>;

function hashOf(...schemas: readonly (z.ZodType | null)[]): string {
  const json = schemas.map((schema) => (schema === null ? null : z.toJSONSchema(schema)));
  return createHash('sha256').update(JSON.stringify(json)).digest('hex');
}

const current: Record<string, string> = {
  envelope: hashOf(envelope, personalPart),
  ...Object.fromEntries(
    Object.entries(catalogue).map(([type, { version, payload, personal }]) => [
      `${type}@${version}`,
      hashOf(payload, personal),
    ]),
  ),
};

describe('the vocabulary of the journal', () => {
  it.each(Object.keys(current))('%s is what was committed: a change needs a new version', (name) => {
    expect(committed[name], `${name}: ${current[name]}`).toBe(current[name]);
  });

  it('keeps a line for every version that was ever written', () => {
    expect(Object.keys(committed).filter((name) => !(name in current))).toEqual([]);
  });

  it('refuses a field nobody knows, in every payload', () => {
    for (const type of Object.keys(catalogue) as EventType[]) {
      const read = catalogue[type].payload.safeParse({ surplus: 1 });
      const issues = read.error?.issues ?? [];
      expect(issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true);
    }
  });

  it('marks decisions as those that carry the heads their author had folded', () => {
    const deciding = Object.entries(catalogue).flatMap(([type, entry]) => (entry.deciding ? [type] : []));
    expect(deciding).toEqual(['cards.writtenOff', 'day.closed', 'day.reported', 'discrepancy.settled']);
  });
});
