import { describe, expect, it } from 'vitest';
import type { CardNumber } from '../../contract/domain/card-number.ts';
import { type CardFact, cardFindings, paperFindings } from '../../contract/domain/discrepancy.ts';

const run = (first: string, last = first) => ({ first: first as CardNumber, last: last as CardNumber });
const fact = (part: Partial<CardFact>): CardFact => ({
  ...{ range: run('001'), receipt: 'r1', repeats: [], sales: [], strays: [], awaited: false },
  ...part,
});
const told = (facts: readonly CardFact[]) =>
  cardFindings(facts).map(({ kind, sides, ranges }) => [
    kind,
    sides.join(),
    ranges.map(({ first, last }) => `${first}-${last}`).join(),
  ]);

describe('what contradicts itself', () => {
  it('is one entry for all runs that the same two sales share', () => {
    const twice = { sales: ['s2', 's1'] };
    const facts = [fact({ ...twice, range: run('001', '004') }), fact({ ...twice, range: run('009') })];
    expect(told(facts)).toEqual([['doubleSale', 's1,s2', '001-004,009-009']]);
  });

  it('is named by any two sides, so that who knows two of three names what who knows all names', () => {
    expect(told([fact({ sales: ['s3', 's1', 's2'] })]).map(([, sides]) => sides)).toEqual([
      's1,s2',
      's1,s3',
      's2,s3',
    ]);
  });

  it('is a second intake even while other news is on its way, and a sale only when all of it is here', () => {
    const facts = [fact({ repeats: ['r2'], sales: ['s1', 's2'], awaited: true })];
    expect(told(facts)).toEqual([['doubleIntake', 'r1,r2', '001-001']]);
  });

  it('is a sale from a till that did not hold the card, unless another entry says why already', () => {
    const stray = { sales: ['s1'], strays: ['s1'] };
    expect(told([fact(stray)])).toEqual([['notHeld', 's1', '001-001']]);
    expect(told([fact({ ...stray, repeats: ['r2'] })]).map(([kind]) => kind)).toEqual(['doubleIntake']);
    expect(told([fact({ ...stray, sales: ['s1', 's2'] })]).map(([kind]) => kind)).toEqual(['doubleSale']);
  });

  it('is nothing before the intake of the card is known (待到)', () => {
    expect(told([fact({ receipt: '', sales: ['s1'], strays: ['s1'] })])).toEqual([]);
  });

  it('is two papers with one number, and not one paper that came twice', () => {
    const papers = [
      { document: 'QZ1A-20140520-00001', claims: ['b', 'a'] },
      { document: 'QZ1A-20140520-00002', claims: ['c', 'c'] },
    ];
    expect(paperFindings(papers)).toEqual([
      { kind: 'sameNumber', sides: ['a', 'b'], ranges: [], document: 'QZ1A-20140520-00001' },
    ]);
  });
});
