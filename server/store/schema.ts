/** The kinds of column whose names differ between the two databases. */
export interface Types {
  readonly integer: string;
  readonly bytes: string;
  /** Said at a table's end: that its columns hold nothing but their type. */
  readonly strict: string;
}

export interface Step {
  readonly number: number;
  readonly statements: (types: Types) => readonly string[];
}

/** In tens, additive only, as the counter's own migrations. */
export const steps: readonly Step[] = [{ number: 10, statements: first }];

function first({ integer, bytes, strict }: Types): readonly string[] {
  return [
    // Counts the lives of the store itself: after a restore mailbox positions start meaning something else.
    `CREATE TABLE city (one ${integer} PRIMARY KEY CHECK (one = 1), realm TEXT NOT NULL, epoch ${integer} NOT NULL) ${strict}`,
    `CREATE TABLE device (
      device TEXT PRIMARY KEY,
      certificate TEXT NOT NULL,
      registered_at ${integer} NOT NULL,
      revoked_at ${integer}
    ) ${strict}`,
    `CREATE TABLE trusted (
      incarnation TEXT NOT NULL,
      audience TEXT NOT NULL,
      position ${integer} NOT NULL,
      PRIMARY KEY (incarnation, audience)
    ) ${strict}`,
    `CREATE TABLE life (incarnation TEXT PRIMARY KEY, device TEXT NOT NULL, broken ${integer} NOT NULL) ${strict}`,
    'CREATE INDEX life_device ON life (device)',
    `CREATE TABLE stream (
      incarnation TEXT NOT NULL REFERENCES life (incarnation),
      audience TEXT NOT NULL,
      position ${integer} NOT NULL,
      hash TEXT NOT NULL,
      number ${integer} NOT NULL,
      lamport ${integer} NOT NULL,
      PRIMARY KEY (incarnation, audience)
    ) ${strict}`,
    `CREATE TABLE mailbox (name TEXT PRIMARY KEY, ending ${integer} NOT NULL, lamport ${integer} NOT NULL) ${strict}`,
    `CREATE TABLE batch (
      mailbox TEXT NOT NULL REFERENCES mailbox (name),
      first ${integer} NOT NULL,
      last ${integer} NOT NULL,
      incarnation TEXT NOT NULL,
      audience TEXT NOT NULL,
      upto ${integer} NOT NULL,
      header TEXT NOT NULL,
      reason TEXT,
      packed ${bytes} NOT NULL,
      PRIMARY KEY (mailbox, first)
    ) ${strict}`,
    'CREATE INDEX batch_stream ON batch (incarnation, audience, upto)',
    `CREATE TABLE code (seal TEXT PRIMARY KEY, seat TEXT NOT NULL, expires ${integer} NOT NULL, used_by TEXT) ${strict}`,
    `CREATE TABLE challenge (nonce TEXT PRIMARY KEY, expires ${integer} NOT NULL) ${strict}`,
  ];
}
