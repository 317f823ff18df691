import { cityFiles } from '../../electron/engine/city/open-city.ts';
import { openDatabase } from '../../electron/engine/database/open.ts';
import { keyFromFile } from '../../electron/key-file.ts';
import { deriveKey } from '../../wire/bytes.ts';

/** Makes every draft of an ended program one that another version kept; out: how many there were. */
export function spoilDrafts(folder: string): number {
  const key = deriveKey(keyFromFile(folder), 'practice database');
  const db = openDatabase(cityFiles(`${folder}/practice`).database, key);
  const { changes } = db.prepare(`UPDATE draft SET form = '{"version":0}'`).run();
  db.close();
  return changes;
}
