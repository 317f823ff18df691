import { Button, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { JoiningState } from '../../../contract/app/joining.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { useFieldWalk } from '../../parts/fields.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { problemOf } from '../../problem.ts';
import { base64Of } from './file-bytes.ts';
import type { Joining } from './use-joining.ts';

type Way = 'code' | 'file';

const ways = [
  { value: 'code', label: '连得上市局：用入网码' },
  { value: 'file', label: '没有网络：用 U 盘' },
] as const;

type Props = {
  readonly state: JoiningState;
  readonly joining: Joining;
  /** The code typed here is the one that finishes the joining. */
  readonly onCode: (code: string) => void;
};

/** How the city's certificate and settings come to this PC. */
export function Ways({ state, joining, onCode }: Props) {
  const [way, setWay] = useState<Way>('code');
  const failed = [joining.byCode, joining.byFile].find(({ error }) => error !== null);
  const choose = (next: Way) => {
    setWay(next);
    failed?.reset();
  };
  return (
    <section className="start-card start-card-main join-card" aria-labelledby="ways-title">
      <h2 id="ways-title">第一步：向市局申请</h2>
      <Choice label="怎么入网" options={ways} value={way} onChange={choose} />
      {failed !== undefined && <ProblemBox problem={problemOf(failed.error)} onDismiss={failed.reset} />}
      {way === 'code' ? (
        <CodeForm state={state} joining={joining} onCode={onCode} />
      ) : (
        <FileForm state={state} joining={joining} />
      )}
    </section>
  );
}

function CodeForm({ state, joining: { byCode }, onCode }: Props) {
  const [server, setServer] = useState(state.server);
  const [code, setCode] = useState('');
  const [ca, setCa] = useState<File | null>(null);
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const walk = useFieldWalk(form);
  const missing = { server: server.trim() === '', code: code.trim() === '' };
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    setAsked(true);
    if (missing.server || missing.code || byCode.isPending) return;
    onCode(code);
    byCode.mutate({ server, code, ca: ca === null ? null : await ca.text() });
  }
  return (
    <form className="join-form" aria-label="用入网码入网" ref={form} onKeyDown={walk} onSubmit={send}>
      <Field
        label="服务器地址"
        htmlFor="join-server"
        hint="写在市局给的入网单上，例如 192.0.2.10:8443"
        error={asked && missing.server ? '请填写服务器地址' : null}
      >
        <Input
          id="join-server"
          data-field="server"
          aria-describedby="join-server-hint"
          autoComplete="off"
          autoFocus={state.server === ''}
          maxLength={200}
          value={server}
          onChange={(event) => setServer(event.target.value)}
        />
      </Field>
      <Field
        label="入网码"
        htmlFor="join-code"
        hint="只能用一次；大小写、横线不分。没有收到回答的，同一个码在本机可以再按一次。"
        error={asked && missing.code ? '请填写入网码' : null}
      >
        <Input
          id="join-code"
          data-field="code"
          className="figures"
          aria-describedby="join-code-hint"
          autoComplete="off"
          autoFocus={state.server !== ''}
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Field>
      <PickFile
        label="市局的证书文件（市局给了才选）"
        accept=".pem,.crt,.cer"
        name={ca?.name ?? null}
        onPick={setCa}
      />
      <Button type="primary" size="large" htmlType="submit" loading={byCode.isPending}>
        发送入网码 Enter
      </Button>
    </form>
  );
}

function FileForm({ state, joining: { byFile } }: Pick<Props, 'state' | 'joining'>) {
  const name = `入网申请-${state.requestName.replaceAll(' ', '')}.json`;
  return (
    <div className="join-form">
      <ol className="join-steps">
        <li>
          把本机的入网申请存到 U 盘，交给市局。申请编号{' '}
          <strong className="figures">{state.requestName}</strong>
          ，里面只有本机的公钥。
          <div>
            <Button onClick={() => saveFile(state.requestFile, name, 'application/json')}>
              保存入网申请
            </Button>
          </div>
        </li>
        <li>
          市局用它签发一份入网文件，另给一个写在纸上的启用码。
          <PickFile
            label="选择入网文件…"
            accept=".json"
            name={null}
            busy={byFile.isPending}
            onPick={async (file) => byFile.mutate({ file: await base64Of(file) })}
          />
        </li>
      </ol>
    </div>
  );
}

type PickProps = {
  readonly label: string;
  readonly accept: string;
  readonly name: string | null;
  readonly busy?: boolean;
  readonly onPick: (file: File) => void;
};

function PickFile({ label, accept, name, busy = false, onPick }: PickProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="join-file">
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onPick(file);
          // Else the browser would not report the same file chosen once more.
          target.value = '';
        }}
      />
      <Button loading={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      {name !== null && <span>{name}</span>}
    </div>
  );
}
