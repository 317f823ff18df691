import { Input } from 'antd';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { sizeInWords } from './words.ts';

export type Volume = { readonly path: string; readonly freeBytes: number };

type Props = {
  /** Of the field, where a page has two of these. */
  readonly id?: string;
  readonly volumes: readonly Volume[];
  readonly folder: string;
  readonly onFolder: (folder: string) => void;
};

/** A folder on another volume: one of those mounted here, or typed. */
export function PlaceForm({ id = 'second-folder', volumes, folder, onFolder }: Props) {
  const options = volumes.map(({ path, freeBytes }) => ({
    value: path,
    label: `${path}（可用 ${sizeInWords(freeBytes)}）`,
  }));
  return (
    <>
      {options.length > 0 && (
        <Choice
          label="接在这台电脑上的盘"
          options={options}
          value={options.some(({ value }) => value === folder) ? folder : null}
          onChange={onFolder}
        />
      )}
      <Field
        label="文件夹"
        htmlFor={id}
        hint="移动硬盘、优盘或局域网上的文件夹，写完整路径，例如 E:\ 或 /mnt/usb。"
      >
        <Input
          id={id}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          maxLength={400}
          value={folder}
          onChange={(event) => onFolder(event.target.value)}
        />
      </Field>
    </>
  );
}
