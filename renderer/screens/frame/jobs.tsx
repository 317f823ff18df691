import {
  ContainerOutlined,
  DatabaseOutlined,
  IdcardOutlined,
  ProfileOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { ProcedureName } from '../../../contract/app/access.ts';

export type Job = 'sell' | 'stockIn' | 'stock' | 'sales' | 'advice';

type Entry = {
  readonly job: Job;
  readonly name: string;
  readonly keys: string;
  readonly icon: ReactNode;
  readonly needs: ProcedureName;
};

/**
 * The entries on the left, by job. F2 and F8 are the counter's usual keys; a job without a key of its own takes Shift
 * with its neighbour's: cards out F2 and in Shift+F2, look up F3 and look at the stock Shift+F3, print F8 and what was
 * sold Shift+F8.
 */
export const jobs: readonly Entry[] = [
  { job: 'sell', name: '售卡', keys: 'F2', icon: <IdcardOutlined />, needs: 'sales.make' },
  { job: 'stockIn', name: '入库', keys: 'Shift+F2', icon: <ContainerOutlined />, needs: 'cards.commitNote' },
  { job: 'stock', name: '库存', keys: 'Shift+F3', icon: <DatabaseOutlined />, needs: 'cards.stock' },
  { job: 'sales', name: '销售记录', keys: 'Shift+F8', icon: <ProfileOutlined />, needs: 'sales.list' },
  {
    job: 'advice',
    name: '咨询公示',
    keys: 'Shift+F1',
    icon: <QuestionCircleOutlined />,
    needs: 'advice.notice',
  },
];
