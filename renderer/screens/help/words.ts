import type { Job } from '../frame/jobs.tsx';

export type HelpWords = {
  /** What the screen is for, in one or two sentences. */
  readonly about: string;
  readonly steps: readonly string[];
};

/** F1 on each screen. A new screen has no way in without its help. */
export const helpWords: Readonly<Record<Job, HelpWords>> = {
  sell: {
    about: '给单位或个人售激活卡，收款后打印出库单。价格由市局发布，柜台不能改。',
    steps: [
      '购卡单位：打几个字，↑ ↓ 选中，Enter；没有登记过的选“登记新单位”。',
      '卡号：扫描，或输入单张 1001、号段 1001-1030、张数 1001+30，Enter 加入；光标在哪一栏都可以扫。',
      '付款方式默认现金；按 F9 收款。按几次都只收一笔。',
      '有卡没有加入时，红框里写着原因；看过按 Esc，再收款。',
    ],
  },
  stockIn: {
    about: '按送卡单把激活卡收进本柜台。确认之前什么也不写。',
    steps: [
      '选送卡单文件，程序逐行核对：绿色可入库，红色不收，旁边写着原因。',
      '核对张数，按 F9 确认，入库单号马上给出。',
      '不收的行请退给送卡单位更正。',
    ],
  },
  stock: {
    about: '看本柜台手上还能卖的卡，按科目和号段；缺的号写在“缺”字后面。',
    steps: ['这里只看不改。要收一批卡，按 Shift+F2。'],
  },
  sales: {
    about: '查已办的销售，看出库单，补打。',
    steps: ['↑ ↓ 选一笔，Enter 看出库单，F8 打印；补打的单上印着第几次。'],
  },
  advice: {
    about: '学员来问时用：不能登录怎么办、通知怎么说、收费公示，以及扫码枪测试。',
    steps: [
      '学员不能登录：输入身份证号或卡号，看该怎么答复。身份证号不保存。',
      '通知要点：输入几个字就能查，例如“补办”“电话”。',
      '收费公示：打印 A4 一张，挂在柜台。',
    ],
  },
};

/** What works everywhere. */
export const commonKeys: readonly (readonly [keys: string, does: string])[] = [
  ['Enter', '到下一栏；在表格里打开选中的一行'],
  ['Esc', '回上一栏；关闭窗口或提示'],
  ['↑ ↓', '在列表和选项里移动'],
  ['Tab', '逐个走过按钮和各栏'],
];
