import type { AppState, Realm } from '../../contract/app/session.ts';
import { roleNames } from '../../contract/domain/roles.ts';
import { catalogue, type EventType } from '../../contract/events/catalogue.ts';
import type { Role } from '../../contract/events/parts.ts';
import { toHex } from '../../wire/bytes.ts';
import type { Decoded } from '../../wire/encode.ts';
import { createRestores, type Restores } from './backup/restores.ts';
import { describeCity } from './city/describe-city.ts';
import { createJoining, type Joining } from './city/joining.ts';
import type { OpenCity } from './city/open-city.ts';
import { type Command, type Desk, execute } from './commands/command.ts';
import { type Refusal, refuse } from './problem.ts';
import { businessDayOf, personOf } from './queries/state.ts';
import { workingDayOf } from './queries/working-day.ts';
import { closeUnlessSeated, createOpener, isJoined, type Realms, realmsIn, restoring } from './realms.ts';
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
  /** Opens the city this PC joined; refuses where it joined none. */
  openCity(): Promise<void>;
  /** Ends 练习 and leaves nothing open. */
  closePractice(): void;
  /** Whether this PC is a member of a city. */
  joined(): boolean;
  readonly joining: Joining;
  /** Resolves when tables are being built anew: from then on there is something to show. */
  readonly rebuildBegun: Promise<void>;
  /** Rehearses and carries out restores, also where no city opens. in: left out, of the realm that is open or in trouble. */
  restoresOf(realm?: Realm): Restores;
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
  /** Of what is open, or was last to be opened. */
  realm: Realm;
  sitting: { readonly person: string; readonly seating: string } | null;
  rebuilding: AppState['rebuilding'];
  /** Why the city on this PC doesn't open. */
  trouble: AppState['trouble'];
  /** Its files are being swapped, and nothing may open them. */
  restoring: boolean;
}

export function createSeat(world: World, options: SeatOptions): Seat {
  const realms = realmsIn(options);
  const counter: Counter = {
    ...{ open: null, sitting: null, rebuilding: null, trouble: null, restoring: false },
    realm: 'practice',
  };
  const samples = `${options.folder}/practice/samples`;
  const rebuild = Promise.withResolvers<void>();
  const open = createOpener(counter, realms, world, {
    practice: () => layOutSamples(world.files, options.practiceFiles, samples),
    rebuilding: rebuild.resolve,
  });
  const restoresOf = restorers(counter, realms, open, world);
  const joined = () => isJoined(realms, world);
  const shared = {
    restoresOf: (realm: Realm = counter.realm) => restoresOf[realm],
    world,
    practiceSamples: samples,
    city: () => opened(counter),
    openPractice: () => open('practice'),
    openCity: () => open('city'),
    closePractice() {
      if (counter.realm === 'practice') closeUnlessSeated(counter);
    },
    joined,
    joining: createJoining(realms.city.files, realms.city.key, world),
    rebuildBegun: rebuild.promise,
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
  const about = { joined, version: options.version };
  const seenBy = (viewer: Viewer): Seat => ({
    ...shared,
    ...viewOf(counter, viewer, about),
    get restores() {
      return shared.restoresOf();
    },
  });
  return seenBy('engine');
}

function restorers(
  counter: Counter,
  realms: Realms,
  open: (realm: Realm) => Promise<void>,
  world: World,
): Readonly<Record<Realm, Restores>> {
  const of = (realm: Realm) =>
    createRestores(counter, { ...realms[realm], reopen: () => open(realm) }, world);
  return { practice: of('practice'), city: of('city') };
}

/** A dead network drive must not keep the program from ending; the shell waits no longer than three seconds. */
function hung({ timers }: World): Promise<void> {
  return new Promise((resolve) => {
    timers.after(FINISH_WITHIN, resolve);
  });
}

/** The engine itself sees whoever sits there; a window only the sitting it signed in for. */
type Viewer = 'engine' | { readonly seating: string | null };

function viewOf(
  counter: Counter,
  viewer: Viewer,
  { joined, version }: { readonly joined: () => boolean; readonly version: string },
) {
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
      joined: joined(),
      realm: counter.realm,
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
      requireDay(engine, command.does);
      const role = roleFor(command.does, who.roles);
      const businessDay = workingDayOf(engine);
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
  if (open === null)
    throw refuse('NOT_OPEN', '还没有开始练习，也没有入网。', '请在首页选择“开始练习”或“入网”。');
  return open;
}

/** What a new PC needs before anything else: its people, and a clock that is right. */
const WITHOUT_A_DAY = /^(day\.opened|clock\.|account\.|secret\.)/;

/** Business happens on a day that somebody confirmed, or a wrong clock would date it. */
function requireDay({ db, journal }: OpenCity, does: EventType): void {
  if (WITHOUT_A_DAY.test(does) || businessDayOf(db, journal.identity.device) !== '') return;
  throw refuse(
    'NO_DAY',
    '这台电脑还没有确认过业务日期，没有办理。',
    '请先在登录后的提示里核对电脑日期，按 F9 确认业务日期。',
  );
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

/** Files to practise with; one the person changed or added stays as it is. */
function layOutSamples(files: Files, from: string, to: string): void {
  files.makeFolder(to);
  for (const name of files.list(from)) {
    const sample = files.read(`${from}/${name}`);
    if (sample !== null && !files.exists(`${to}/${name}`)) files.replace(`${to}/${name}`, sample);
  }
}

/** The second lock behind the procedures' access table: an event is written only in a role that may author it. */
function roleFor(type: EventType, roles: readonly Role[]): Desk['role'] {
  const authors: readonly string[] = catalogue[type].authors;
  const role = roles.find((one) => authors.includes(one));
  if (role !== undefined) return role;
  // Somebody has to confirm the first day of a new PC, and at first only its administrator can sign in.
  if (type === 'day.opened') return 'device';
  const names = authors.flatMap((one) => (one in roleNames ? roleNames[one as Role] : [])).join('、');
  throw refuse('ROLE', '您的岗位不能办理这项业务。', `请由${names}办理。`);
}
