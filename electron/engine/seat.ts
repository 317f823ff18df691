import type { AppState } from '../../contract/app/session.ts';
import { roleNames } from '../../contract/domain/roles.ts';
import { catalogue, type EventType } from '../../contract/events/catalogue.ts';
import type { Role } from '../../contract/events/parts.ts';
import { deriveKey, toHex } from '../../wire/bytes.ts';
import type { Decoded } from '../../wire/encode.ts';
import { createRestores, type Restores } from './backup/restores.ts';
import { describeCity } from './city/describe-city.ts';
import { type CityFiles, cityFiles, type OpenCity } from './city/open-city.ts';
import { openPractice } from './city/practice.ts';
import { isTrouble } from './city/trouble.ts';
import { type Command, type Desk, execute } from './commands/command.ts';
import { type Refusal, refuse } from './problem.ts';
import { businessDayOf, personOf } from './queries/state.ts';
import type { Files, World } from './world.ts';

/**
 * One PC's place at the counter: the city it has open and who sits there. There is one seat, however many windows: a
 * sign-in in one of them ends the sitting of the others, so that nobody's sales are booked to somebody else.
 */
export interface Seat {
  readonly world: World;
  readonly practiceSamples: string;
  /** The open city; refuses before 练习 (or a city) was opened. */
  city(): OpenCity;
  clerk(): { readonly id: string; readonly roles: readonly Role[] } | null;
  /** Why `clerk` is null, to be thrown. */
  absence(): Refusal;
  state(): AppState;
  openPractice(): Promise<void>;
  /** Rehearses and carries out restores, also where no city opens. */
  readonly restores: Restores;
  /** Begins a new sitting. out: the seat as the window sees it that signed in. */
  sitDown(person: string): Seat;
  leave(): void;
  /** Runs a command as the clerk in the seat; out: the main event. in: `approver`, whose secret was checked (approval.ts). */
  perform<I>(command: Command<I>, input: I, request: string, approver?: string): Decoded;
  settleWarning(warning: string, reason: string): void;
  /** The seat as a window sees it that names this sitting: empty when another window has signed in since. */
  seenBy(seating: string | null): Seat;
  /** Before an orderly end: what was committed last is in the second copy too, unless its volume hangs. */
  finish(): Promise<void>;
  close(): void;
}

export interface SeatOptions {
  readonly folder: string;
  /** 32 random bytes from the shell's key store; each city's database gets a key of its own out of it. */
  readonly key: Uint8Array;
  readonly version: string;
  /** Folder of the sample files that are laid into a practice folder. */
  readonly practiceFiles: string;
}

const FINISH_WITHIN = 2_000;

/** What all windows share. */
export interface Counter {
  open: OpenCity | null;
  sitting: { readonly person: string; readonly seating: string } | null;
  rebuilding: AppState['rebuilding'];
  /** Why the city on this PC doesn't open. */
  trouble: AppState['trouble'];
  /** Its files are being swapped, and nothing may open them. */
  restoring: boolean;
}

export function createSeat(world: World, options: SeatOptions): Seat {
  const counter: Counter = { open: null, sitting: null, rebuilding: null, trouble: null, restoring: false };
  const samples = `${options.folder}/practice/samples`;
  const open = practiceOpener(counter, world, options, samples);
  const place = { files: practiceFilesOf(options), key: practiceKeyOf(options) };
  const shared = {
    restores: createRestores(counter, { ...place, reopen: open }, world),
    world,
    practiceSamples: samples,
    city: () => opened(counter),
    openPractice: open,
    seenBy: (seating: string | null) => seenBy({ seating }),
    sitDown(person: string) {
      const seating = toHex(world.random(16));
      counter.sitting = { person, seating };
      return seenBy({ seating });
    },
    async finish() {
      const written = counter.open?.second.now();
      if (written !== undefined) await Promise.race([written, hung(world)]);
    },
    close() {
      counter.open?.close();
      counter.open = null;
      counter.sitting = null;
    },
  };
  const seenBy = (viewer: Viewer): Seat => ({ ...shared, ...viewOf(counter, viewer, options.version) });
  return seenBy('engine');
}

/** A dead network drive must not keep the program from ending; the shell waits no longer than three seconds. */
function hung({ timers }: World): Promise<void> {
  return new Promise((resolve) => {
    timers.after(FINISH_WITHIN, resolve);
  });
}

/** The engine itself sees whoever sits there; a window only the sitting it signed in for. */
type Viewer = 'engine' | { readonly seating: string | null };

function viewOf(counter: Counter, viewer: Viewer, version: string) {
  const sitting = () => {
    const now = counter.sitting;
    return viewer === 'engine' || now?.seating === viewer.seating ? now : null;
  };
  const clerk = () => {
    const now = sitting();
    const person = counter.open === null || now === null ? null : personOf(counter.open.db, now.person);
    // An account closed while its owner sits here works no more.
    if (now === null || person === null || person.said === null || person.closed !== null) return null;
    return { id: now.person, name: person.said.name, roles: person.said.roles };
  };
  const displaced = () => {
    const named = viewer === 'engine' ? null : viewer.seating;
    return named !== null && counter.sitting !== null && sitting() === null;
  };
  const absence = () => absent(displaced());
  return {
    clerk,
    absence,
    state: (): AppState => ({
      city: counter.open === null ? null : describeCity(counter.open),
      clerk: clerk(),
      seating: sitting()?.seating ?? null,
      displaced: displaced(),
      rebuilding: counter.rebuilding,
      trouble: counter.trouble,
      version,
    }),
    leave() {
      if (sitting() !== null) counter.sitting = null;
    },
    perform<I>(command: Command<I>, input: I, request: string, approver?: string): Decoded {
      const [who, engine] = [clerk(), opened(counter)];
      if (who === null) throw absence();
      const role = roleFor(command.does, who.roles);
      const businessDay = businessDayOf(engine.db, engine.journal.identity.device);
      const desk: Desk = {
        actor: who.id,
        role,
        businessDay,
        ...(approver === undefined ? {} : { approver }),
      };
      return execute(engine, command, input, desk, request);
    },
    settleWarning(warning: string, reason: string): void {
      const who = clerk();
      if (who === null) throw absence();
      opened(counter).settleWarning(warning, { person: who.id, reason });
    },
  };
}

function opened({ open, restoring: swapping }: Counter): OpenCity {
  if (swapping) throw restoring();
  if (open === null) throw refuse('NOT_OPEN', '还没有开始练习，也没有入网。', '请在首页选择“开始练习”。');
  return open;
}

function absent(elsewhere: boolean): Refusal {
  if (!elsewhere)
    return refuse('SIGN_IN', '还没有登录，或登录已失效。', '请重新登录，未提交的内容还在页面上。');
  return refuse(
    'SIGN_IN',
    '另一个窗口已经登录，本窗口的登录随之失效，这一步没有办理。',
    '请到那个窗口办理，或在本窗口重新登录；未提交的内容还在页面上。',
  );
}

function practiceFilesOf({ folder }: SeatOptions): CityFiles {
  return cityFiles(`${folder}/practice`);
}

function practiceKeyOf({ key }: SeatOptions): Uint8Array {
  return deriveKey(key, 'practice database');
}

/** Two pages may ask at once; the folder is made and opened once. */
function practiceOpener(counter: Counter, world: World, options: SeatOptions, samples: string) {
  let opening: Promise<void> | null = null;
  const progress = (done: number, total: number) => {
    counter.rebuilding = { done, total };
  };
  return async (): Promise<void> => {
    if (counter.restoring) throw restoring();
    if (counter.open !== null) return;
    opening ??= openPractice(practiceFilesOf(options), practiceKeyOf(options), world, progress)
      .then((city) => {
        counter.open = city;
        counter.trouble = null;
        layOutSamples(world.files, options.practiceFiles, samples);
      })
      .catch((error: unknown) => {
        if (isTrouble(error)) counter.trouble = error.problem;
        throw error;
      })
      .finally(() => {
        opening = null;
        counter.rebuilding = null;
      });
    await opening;
  };
}

function restoring(): Refusal {
  return refuse(
    'RESTORING',
    '正在恢复数据，还没有完成。',
    '请稍等片刻再试，不要关闭程序。',
    '数据没有丢失。',
  );
}

/** Files to practise with; one the person changed or added stays as it is. */
function layOutSamples(files: Files, from: string, to: string): void {
  files.makeFolder(to);
  for (const name of files.list(from)) {
    const sample = files.read(`${from}/${name}`);
    if (sample !== null && !files.exists(`${to}/${name}`)) files.replace(`${to}/${name}`, sample);
  }
}

/** The second lock behind the procedures' access table: an event is written only in a role that may author it. */
function roleFor(type: EventType, roles: readonly Role[]): Role {
  const authors: readonly string[] = catalogue[type].authors;
  const role = roles.find((one) => authors.includes(one));
  if (role !== undefined) return role;
  const names = authors.flatMap((one) => (one in roleNames ? roleNames[one as Role] : [])).join('、');
  throw refuse('ROLE', '您的岗位不能办理这项业务。', `请由${names}办理。`);
}
