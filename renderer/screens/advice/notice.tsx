import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { NOTICE_NUMBER, searchNotice } from '../../../contract/domain/notice.ts';
import { ask } from '../../engine.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { Facts } from './facts.tsx';

/** 通知要点: the clauses people ask about, searched as one types. */
export function Notice() {
  const [text, setText] = useState('');
  const notice = useQuery(ask.advice.notice.queryOptions());
  const found = searchNotice(notice.data ?? [], text);
  return (
    <>
      <section className="panel" aria-label="查找">
        <Field
          label="查找"
          htmlFor="notice-search"
          hint={`${NOTICE_NUMBER}；几个词用空格隔开，例如：证书 遗失`}
        >
          <Input
            id="notice-search"
            autoFocus
            autoComplete="off"
            maxLength={100}
            aria-describedby="notice-search-hint"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      </section>
      {notice.error !== null && (
        <ProblemBox problem={problemOf(notice.error)} onDismiss={() => void notice.refetch()} />
      )}
      {notice.isPending && <Waiting label="正在读取通知" />}
      {notice.data !== undefined && found.length === 0 && (
        <p className="empty">通知要点里没有“{text.trim()}”。请换个说法，或查看原文。</p>
      )}
      {found.map(({ clause, title, facts }) => (
        <section key={clause} className="panel" aria-label={title}>
          <div className="panel-head">
            <h2>
              {title} <span className="clause">第{clause}条</span>
            </h2>
          </div>
          <Facts facts={facts} />
        </section>
      ))}
    </>
  );
}
