import Database from 'better-sqlite3';
import { Refusal, refuse } from '../problem.ts';
import type { Db } from './open.ts';

/**
 * The one door for writing: all of it or none, and on the disk when this returns. A full, broken or damaged disk is a
 * refusal in the clerk's words; what `change` throws comes out as it is.
 */
export function write<T>(db: Db, change: () => T): T {
  let committing = false;
  try {
    return db
      .transaction(() => {
        const made = change();
        committing = true;
        return made;
      })
      .immediate();
  } catch (error) {
    throw committing ? commitInWords(error) : inWords(error);
  }
}

/** A commit that could not be flushed may lie whole in the log, and is found there at the next start; a full disk cut it. */
function commitInWords(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError) || error.code === 'SQLITE_FULL') return inWords(error);
  return refuse(
    'DISK_UNSURE',
    '磁盘读写出错，还不能确定这一步办成没有。',
    '请重新启动本程序，先到相应的记录里核对，没有的再重新办理；并请检查磁盘。',
    '以前的数据完好；这一步可能已经保存，也可能没有。',
  );
}

function inWords(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Database.SqliteError)) return error;
  const rolledBack = '本次操作没有保存，以前的数据完好。';
  if (error.code === 'SQLITE_FULL') {
    return refuse('DISK_FULL', '磁盘已满，这一步没有办成。', '请清理磁盘空间后重试。', rolledBack);
  }
  if (error.code.startsWith('SQLITE_IOERR') || error.code.startsWith('SQLITE_READONLY')) {
    return refuse('DISK', '磁盘读写出错，这一步没有办成。', '请检查磁盘后重新启动本程序。', rolledBack);
  }
  if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB') {
    return refuse(
      'DAMAGED',
      '数据文件有损坏，这一步没有办成。',
      '请停止办理，不要删除数据文件夹，联系管理员。',
      '本次操作没有保存，程序没有改动已有数据。',
    );
  }
  return error;
}
