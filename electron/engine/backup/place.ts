import { z } from 'zod';
import { fromUtf8, utf8 } from '../../../wire/bytes.ts';
import type { Files } from '../world.ts';

const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('skipped') }),
  z.strictObject({
    kind: z.literal('folder'),
    folder: z.string(),
    /** It was on another volume than the data when it was chosen. */
    apart: z.boolean(),
  }),
]);
export type Place = z.infer<typeof place>;

/** Where this PC's second copy lies: beside the database, not in it, so that it is known when that one is damaged. */
export function createPlaceFile(files: Files, path: string) {
  return {
    /** Null before anybody said, or when the file can't be understood: then people are asked again. */
    read(): Place | null {
      const bytes = files.read(path);
      if (bytes === null) return null;
      try {
        return place.parse(JSON.parse(fromUtf8(bytes)));
      } catch {
        return null;
      }
    },
    write(value: Place): void {
      files.replace(path, utf8(`${JSON.stringify(value)}\n`));
    },
  };
}

/** Of its own in the folder people chose, so that nothing else there is ever touched. */
export function copyFolder(folder: string): string {
  return `${folder}/公需柜台副本`;
}

export function eventFileName(device: string): string {
  return `${device.slice(0, 12)}.gxe`;
}
