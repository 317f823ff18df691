import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { employerKey, normaliseEmployerName } from '../../contract/domain/employer-name.ts';

describe('the stored name of a unit', () => {
  test.each([
    ['钦州市东岸电子科技有限公司 ', '钦州市东岸电子科技有限公司'],
    ['钦州市东岸电子科技有限公司\u3000\u3000', '钦州市东岸电子科技有限公司'],
    ['钦州市东岸电子\n科技有限公司', '钦州市东岸电子科技有限公司'],
    ['钦州市东岸\u200b电子\ufeff科技有限公司', '钦州市东岸电子科技有限公司'],
    ['钦州市龙湾会计师事务所 ( 普通合伙 )', '钦州市龙湾会计师事务所（普通合伙）'],
    ['钦州市第２建筑设计院', '钦州市第2建筑设计院'],
    ['钦州市ＡＢ设计院', '钦州市AB设计院'],
  ])('%j has no blanks, one form of brackets and half-width letters and digits', (written, name) => {
    expect(normaliseEmployerName(written)).toEqual({ name, cleaned: true });
  });

  test('a clean name stays as it is and is not reported', () => {
    const name = '钦州市龙湾会计师事务所（普通合伙）';
    expect(normaliseEmployerName(name)).toEqual({ name, cleaned: false });
  });

  test('a cell of blanks holds no name', () => {
    expect(normaliseEmployerName(' \u3000\n')).toEqual({ name: '', cleaned: true });
  });

  test('a cleaned name is not cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { name } = normaliseEmployerName(text);
        expect(normaliseEmployerName(name)).toEqual({ name, cleaned: false });
      }),
    );
  });
});

describe('likeness of two units', () => {
  test('brackets, width, blanks and letter case make no difference', () => {
    const key = employerKey('钦州市ab会计师事务所（普通合伙）');
    expect(employerKey('钦州市ＡＢ会计师事务所(普通合伙)')).toBe(key);
    expect(employerKey('钦州市Ab会计师事务所 普通合伙')).toBe(key);
    expect(employerKey('钦州市ab会计师事务所【普通合伙】')).toBe(key);
  });

  test('different units keep different keys', () => {
    expect(employerKey('钦州市第2建筑设计院')).not.toBe(employerKey('钦州市第3建筑设计院'));
    expect(employerKey('钦州市龙湾会计师事务所')).not.toBe(employerKey('钦州市龙湾会计师事务所（普通合伙）'));
  });
});
