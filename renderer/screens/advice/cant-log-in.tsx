import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import type { LogInAnswer } from '../../../contract/app/advice.ts';
import { learnerSteps } from '../../../contract/domain/notice.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { Field } from '../../parts/field.tsx';
import { isComposing } from '../../parts/keys.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { useScan } from '../../parts/scanner.ts';
import { problemOf } from '../../problem.ts';
import { Facts } from './facts.tsx';

const verdicts = {
  sold: { tone: 'good', words: '已售出' },
  notSold: { tone: 'bad', words: '未售出' },
  neverSeen: { tone: 'bad', words: '本机没有见过' },
  unchecked: { tone: 'open', words: '未能核对' },
  unclear: { tone: 'bad', words: '看不懂' },
} as const satisfies Record<LogInAnswer['kind'], unknown>;

function Answer({ answer }: { readonly answer: LogInAnswer }) {
  const { tone, words } = verdicts[answer.kind];
  return (
    <section className="advice-answer" aria-label="答复" role="status">
      <h2>
        <span className="figures">{answer.about}</span> <Badge tone={tone}>{words}</Badge>
      </h2>
      {answer.course !== null && <p>科目：{answer.course}</p>}
      <p>{answer.happened}</p>
      <p>
        <strong>怎么办：</strong>
        {answer.todo}
      </p>
    </section>
  );
}

/** What was typed is forgotten as soon as it has been asked: it may be somebody's ID number. */
function useQuestion() {
  const [text, setText] = useState('');
  const question = useMutation(ask.advice.logIn.mutationOptions({ gcTime: 0 }));
  function send(asked: string): void {
    if (asked.trim() === '' || question.isPending) return;
    setText('');
    question.mutate({ text: asked });
  }
  useScan('log-in-about', send);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    send(text);
  }
  return { text, setText, question, send, onKeyDown };
}

function Next() {
  const notice = useQuery(ask.advice.notice.queryOptions());
  const phones = notice.data?.find(({ clause }) => clause === '十二')?.facts ?? [];
  return (
    <section className="panel advice-next" aria-label="给学员的说明">
      <div className="panel-head">
        <h2>给学员的说明</h2>
      </div>
      <Facts facts={learnerSteps} />
      <h3>联系电话</h3>
      <Facts facts={phones} />
    </section>
  );
}

/** 学员不能登录: an ID number or a card number in, what to tell the learner out. */
export function CantLogIn() {
  const { text, setText, question, send, onKeyDown } = useQuestion();
  return (
    <>
      <section className="panel" aria-label="查询">
        <div className="advice-ask">
          <Field
            label="身份证号或卡号"
            htmlFor="log-in-about"
            hint="输入或扫描卡号，Enter 查询。身份证号不保存，查询后只显示首尾几位。"
          >
            <Input
              id="log-in-about"
              className="figures"
              autoFocus
              autoComplete="off"
              maxLength={60}
              aria-describedby="log-in-about-hint"
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKeyDown}
            />
          </Field>
          <Button type="primary" loading={question.isPending} onClick={() => send(text)}>
            查询
          </Button>
        </div>
        {question.error !== null && (
          <ProblemBox problem={problemOf(question.error)} onDismiss={question.reset} />
        )}
        {question.data !== undefined && <Answer answer={question.data} />}
      </section>
      <Next />
    </>
  );
}
