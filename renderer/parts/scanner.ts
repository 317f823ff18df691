import { useContext, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import type { Problem } from '../../contract/app/problem.ts';
import { parseDocumentNumber } from '../../contract/domain/document-number.ts';
import { isComposing, KeyLayer, topLayer } from './keys.ts';
import { hear, noRun, type Run, type Stroke } from './scan.ts';

/** A field that takes what a scanner sends, wherever the cursor is. */
type ScanField = {
  readonly id: string;
  /** Its own and its neighbours' element ids: what is scanned into one of them is left to its own Enter. */
  readonly own: readonly string[];
  readonly layer: number;
  /** Null for a field that takes only what is scanned into it. */
  readonly onScan: ((text: string) => void) | null;
};

const ALONE: readonly string[] = [];

type Refusal = { readonly layer: number; readonly count: number; readonly problem: Problem };

let fields: readonly ScanField[] = [];
/** Opens a paper by its number; the part that came last has the say, null while nobody is signed in. */
let openers: readonly ((document: string) => void)[] = [];
let refusal: Refusal | null = null;
let refused = 0;
const refusalWatchers = new Set<() => void>();
const strokeWatchers = new Set<(stroke: Stroke) => void>();

/**
 * While the calling part is on the screen, and no dialog lies above it, a scan goes to `onScan` and not into the field
 * that happens to have the cursor. in: the field's element id, and those of fields beside it that take scans themselves; a
 * disabled field takes nothing.
 */
export function useScan(id: string, onScan: (text: string) => void, beside: readonly string[] = ALONE): void {
  const layer = useContext(KeyLayer);
  const run = useRef(onScan);
  useLayoutEffect(() => {
    run.current = onScan;
  });
  const own = [id, ...beside].join(' ');
  useEffect(() => {
    const field: ScanField = { id, own: own.split(' '), layer, onScan: (text) => run.current(text) };
    fields = [...fields, field];
    return () => {
      fields = fields.filter((other) => other !== field);
    };
  }, [id, own, layer]);
}

/**
 * A paper's number that is scanned anywhere, into whatever field and above whatever dialog, goes to `onDocument` alone:
 * what is being filled in stays as it was. A screen that asks for a paper takes it before the one that only shows it.
 */
export function useDocumentScan(onDocument: (document: string) => void): void {
  const run = useRef(onDocument);
  useLayoutEffect(() => {
    run.current = onDocument;
  });
  useEffect(() => {
    const open = (document: string) => run.current(document);
    openers = [...openers, open];
    return () => {
      openers = openers.filter((other) => other !== open);
    };
  }, []);
}

/** What opens the paper of this number; null where the text is none, or nothing opens papers now. */
function openerOf(text: string): ((document: string) => void) | null {
  return parseDocumentNumber(text).ok ? (openers.at(-1) ?? null) : null;
}

/** Every key as the scanner's ear gets it, for the test page. */
export function useStrokes(onStroke: (stroke: Stroke) => void): void {
  const run = useRef(onStroke);
  useLayoutEffect(() => {
    run.current = onStroke;
  });
  useEffect(() => {
    const watch = (stroke: Stroke) => run.current(stroke);
    strokeWatchers.add(watch);
    return () => void strokeWatchers.delete(watch);
  }, []);
}

/** What is scanned into this field is left to its own Enter; scanned elsewhere it is no business of this field's. */
export function useOwnScan(id: string): void {
  const layer = useContext(KeyLayer);
  useEffect(() => {
    const field: ScanField = { id, own: [id], layer, onScan: null };
    fields = [...fields, field];
    return () => {
      fields = fields.filter((other) => other !== field);
    };
  }, [id, layer]);
}

function setRefusal(next: Refusal | null): void {
  refusal = next;
  for (const tell of refusalWatchers) tell();
}

/** The scan that was not taken while this layer had the keyboard, until somebody has seen it. */
export function useRefusedScan() {
  const layer = useContext(KeyLayer);
  const now = useSyncExternalStore(
    (tell) => {
      refusalWatchers.add(tell);
      return () => refusalWatchers.delete(tell);
    },
    () => refusal,
  );
  // A dialog that closes takes its own refusal along.
  useEffect(
    () => () => {
      if (refusal?.layer === layer) setRefusal(null);
    },
    [layer],
  );
  const own = now !== null && now.layer === layer ? now : null;
  return { problem: own?.problem ?? null, count: own?.count ?? 0, dismiss: () => setRefusal(null) };
}

const SAFE = '没有写入任何内容，页面上填写的没有变。';

const refusals = {
  nowhere: { happened: '但这个画面不收扫码，没有采用。', todo: '请到售卡（F2）等能扫码的画面再扫一次。' },
  dialog: { happened: '但有窗口开着，没有采用。', todo: '请先关闭窗口（Esc），再扫一次。' },
  disabled: { happened: '但卡号栏现在不能填，没有采用。', todo: '等这一步办完，再扫一次。' },
} as const;

function refuseScan(text: string, why: keyof typeof refusals): void {
  const { happened, todo } = refusals[why];
  say({ code: 'page.scan', happened: `扫到 ${text}，${happened}`, safe: SAFE, todo });
}

function refuseHalf(): void {
  say({
    code: 'page.scanHalf',
    happened: '扫码中途停顿，号码不完整，没有采用。',
    safe: SAFE,
    todo: '请再扫一次；总是这样的，到“咨询公示”里做扫码枪测试。',
  });
}

function say(problem: Problem): void {
  refused += 1;
  setRefusal({ layer: topLayer(), count: refused, problem });
}

function isUsable(id: string): boolean {
  const element = document.getElementById(id);
  return element !== null && !element.matches(':disabled');
}

function deliver(text: string): void {
  const top = topLayer();
  const takers = fields.filter(({ onScan }) => onScan !== null);
  const field = takers.findLast((one) => one.layer === top);
  if (field === undefined) refuseScan(text, takers.length > 0 ? 'dialog' : 'nowhere');
  else if (!isUsable(field.id)) refuseScan(text, 'disabled');
  else {
    setRefusal(null);
    field.onScan?.(text);
  }
}

type Editable = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** `apart`: what is written at the cursor joins no number that stands there already. */
type Before = { readonly element: Editable; readonly value: string; readonly apart: boolean };

function before(target: EventTarget | null): Before | null {
  const editable =
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement;
  return editable ? { element: target, value: target.value, apart: isApart(target) } : null;
}

function isApart(field: Editable): boolean {
  if (field instanceof HTMLSelectElement) return false;
  const { value, selectionStart, selectionEnd } = field;
  const [ahead, behind] = [value.slice(0, selectionStart ?? 0), value.slice(selectionEnd ?? 0)];
  return !(/[0-9A-Za-z]$/.test(ahead) || /^[0-9A-Za-z]/.test(behind));
}

/** Puts back what stood in the field before the scanner wrote into it, in a way that React notices. */
function putBack({ element, value }: Before, composed: boolean): void {
  if (!element.isConnected) return;
  // Leaving the field ends the input method's composition, which would else be written into it after us.
  if (composed) element.blur();
  if (element.value !== value) {
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value') ?? {};
    set?.call(element, value);
    const kind = element instanceof HTMLSelectElement ? 'change' : 'input';
    // Drawn at once: whoever takes the scan goes on from what stood there before it.
    flushSync(() => element.dispatchEvent(new Event(kind, { bubbles: true })));
  }
  if (composed) element.focus();
}

const HELD = /^(Shift|Control|Alt|Meta|CapsLock|NumLock|Fn)/;

function strokeOf(event: KeyboardEvent): Stroke {
  const { code, key, shiftKey: shift, timeStamp: at } = event;
  return { code, key, shift, at, ime: isComposing(event) };
}

/** A PIN is never scanned, and nothing of it is watched. */
function isSecret(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'password';
}

let run: Run = noRun;
let written: Before | null = null;

function onKeyDown(event: KeyboardEvent): void {
  if (event.repeat || HELD.test(event.code)) return;
  if (isSecret(event.target) || event.ctrlKey || event.altKey || event.metaKey) {
    run = noRun;
    return;
  }
  const stroke = strokeOf(event);
  for (const watch of strokeWatchers) watch(stroke);
  const composed = stroke.ime || run.strokes.some(({ ime }) => ime);
  const { run: next, heard } = hear(run, stroke);
  const whole = isWhole(event.target, composed);
  const bare = heard.kind === 'scan' && heard.text.length === run.strokes.length;
  run = next;
  const open = heard.kind === 'scan' ? openerOf(heard.text) : null;
  if (heard.kind === 'begin') written = before(event.target);
  else if (heard.kind === 'scan' && open !== null) {
    take(event, composed, () => {
      setRefusal(null);
      open(heard.text);
    });
  } else if (heard.kind === 'scan' && !(whole && bare)) take(event, composed, () => deliver(heard.text));
  else if (heard.kind === 'interrupted' && !whole) take(event, composed, refuseHalf);
}

/**
 * All of it was written into a scan field itself, also after a pause: the field's own Enter finds it there. Joined to another
 * number it would be none at all, so there it is taken out again and handed over like one scanned elsewhere.
 */
function isWhole(target: EventTarget | null, composed: boolean): boolean {
  if (composed || !(target instanceof HTMLElement)) return false;
  const owner = fields.find(({ own }) => own.includes(target.id));
  if (owner === undefined) return false;
  // A key pressed in another field just before says nothing about what stood in this one.
  return owner.onScan === null || written?.element !== target || written.apart;
}

/** The Enter at the end belongs to the scan, not to the field or button that has the cursor. */
function take(event: KeyboardEvent, composed: boolean, then: () => void): void {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (written !== null) putBack(written, composed);
  written = null;
  then();
}

/** Once, at start, before anything else listens: the scanner's keys are told apart before a field acts on Enter. */
export function listenForScans(window: Window): void {
  window.addEventListener('keydown', onKeyDown, { capture: true });
}
