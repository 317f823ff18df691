/** Reads a part of stored JSON as what it should be; throws `Misfit` where it is anything else. */
export type Read<T> = (value: unknown) => T;

export class Misfit extends Error {}

export const text: Read<string> = (value) => {
  if (typeof value !== 'string') throw new Misfit();
  return value;
};

export const flag: Read<boolean> = (value) => {
  if (typeof value !== 'boolean') throw new Misfit();
  return value;
};

export const count: Read<number> = (value) => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Misfit();
  return value;
};

/** A text that `holds` says yes to. */
export function textThat(holds: (value: string) => boolean): Read<string> {
  return (value) => {
    const read = text(value);
    if (!holds(read)) throw new Misfit();
    return read;
  };
}

export function oneOf<T extends string>(...words: readonly T[]): Read<T> {
  return (value) => {
    const word = words.find((one) => one === value);
    if (word === undefined) throw new Misfit();
    return word;
  };
}

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value) => (value === null ? null : read(value));
}

export function listOf<T>(read: Read<T>): Read<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new Misfit();
    return value.map(read);
  };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Misfit();
  return value as Record<string, unknown>;
}

export function recordOf<T>(read: Read<T>): Read<Readonly<Record<string, T>>> {
  return (value) =>
    Object.fromEntries(Object.entries(fieldsOf(value)).map(([name, field]) => [name, read(field)]));
}

/** Exactly these fields, none missing and none besides. */
export function shape<T extends object>(fields: { readonly [K in keyof T]-?: Read<T[K]> }): Read<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return (value) => {
    const given = fieldsOf(value);
    if (Object.keys(given).length !== names.length) throw new Misfit();
    return Object.fromEntries(
      names.map((name) => {
        if (!Object.hasOwn(given, name)) throw new Misfit();
        return [name, fields[name](given[name])];
      }),
    ) as T;
  };
}
