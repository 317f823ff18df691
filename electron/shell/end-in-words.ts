import { app, dialog } from 'electron';
import type { Problem } from '../../contract/app/problem.ts';
import { withoutPersonalData } from './report.ts';
import { sayShown } from './shown.ts';

const TITLE = '公需柜台';

const bug: Problem = {
  code: 'SHELL',
  happened: '程序内部出错，已经退出。',
  safe: '已保存的业务完好；正在填写、还没有提交的内容没有保存。',
  todo: '请重新打开程序；反复出现请联系管理员。',
};

/** Shows why the program cannot go on, and ends it. */
export function endInWords({ happened, safe, todo }: Problem): void {
  // The person is told here: the starter must not offer the same data in another way.
  if (!app.isPackaged) sayShown();
  dialog.showErrorBox(TITLE, `${happened}\n${safe}\n${todo}`);
  app.exit(1);
}

export function dieInWords(error: unknown): void {
  console.error(withoutPersonalData(error));
  endInWords(bug);
}
