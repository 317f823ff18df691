import type { AppState } from '../../contract/app/session.ts';
import { areasOf } from '../../contract/domain/areas.ts';
import type { PointState } from '../../contract/domain/folds/settings.ts';
import { roleNames } from '../../contract/domain/roles.ts';
import { catalogue, type EventType } from '../../contract/events/catalogue.ts';
import type { Role } from '../../contract/events/parts.ts';
import { deriveKey } from './bytes.ts';
import type { OpenCity } from './city/open-city.ts';
import { openPractice } from './city/practice.ts';
import { type Command, execute } from './commands/command.ts';
import type { Decoded } from './journal/encode.ts';
import { practicePinOf } from './people/pins.ts';
import { refuse } from './problem.ts';
import { hasStoreRoom } from './queries/places.ts';
import { businessDayOf, people, personOf, pointOf, points, workplaceOf } from './queries/state.ts';
import type { Files, World } from './world.ts';

/** One PC's place at the counter: the city it has open and who sits there. There is one window, so there is one seat. */
export interface Seat {
  readonly world: World;
  readonly practiceSamples: string;
  /** The open city; refuses before 练习 (or a city) was opened. */
  city(): OpenCity;
  clerk(): { readonly id: string; readonly roles: readonly Role[] } | null;
  state(): AppState;
  openPractice(): Promise<void>;
  sitDown(person: string): void;
  leave(): void;
  /** Runs a command as the clerk in the seat; out: the main event. */
  perform<I>(command: Command<I>, input: I, request: string): Decoded;
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

export function createSeat(world: World, { folder, key, version, practiceFiles }: SeatOptions): Seat {
  const practiceFolder = `${folder}/practice`;
  let open: OpenCity | null = null;
  let opening: Promise<void> | null = null;
  let clerk: string | null = null;
  let rebuilding: AppState['rebuilding'] = null;

  function city(): OpenCity {
    if (open === null) throw refuse('NOT_OPEN', '还没有开始练习，也没有入网。', '请在首页选择“开始练习”。');
    return open;
  }
  function sitting() {
    if (open === null || clerk === null) return null;
    const person = personOf(open.db, clerk);
    // An account closed while its owner sits here works no more.
    if (person === null || person.said === null || person.closed !== null) return null;
    const { said } = person;
    return { id: clerk, name: said.name, roles: said.roles };
  }

  return {
    world,
    practiceSamples: `${practiceFolder}/samples`,
    city,
    clerk: sitting,
    state: () => ({ city: open === null ? null : describe(open), clerk: sitting(), rebuilding, version }),
    async openPractice() {
      if (open !== null) return;
      // Two pages may ask at once; the folder is made and opened once.
      const progress = (done: number, total: number) => {
        rebuilding = { done, total };
      };
      opening ??= openPractice(practiceFolder, deriveKey(key, 'practice database'), world, progress)
        .then((opened) => {
          open = opened;
          layOutSamples(world.files, practiceFiles, `${practiceFolder}/samples`);
        })
        .finally(() => {
          opening = null;
          rebuilding = null;
        });
      await opening;
    },
    sitDown(person) {
      clerk = person;
    },
    leave() {
      clerk = null;
    },
    perform(command, input, request) {
      const who = sitting();
      const engine = city();
      if (who === null) throw refuse('SIGN_IN', '还没有登录。', '请先登录。');
      const role = roleFor(command.does, who.roles);
      const businessDay = businessDayOf(engine.db, engine.journal.identity.device);
      return execute(engine, command, input, { actor: who.id, role, businessDay }, request);
    },
    close() {
      open?.close();
      open = null;
      clerk = null;
    },
  };
}

/** Files to practise with; one the person changed or added stays as it is. */
function layOutSamples(files: Files, from: string, to: string): void {
  files.makeFolder(to);
  for (const name of files.list(from)) {
    const sample = files.read(`${from}/${name}`);
    if (sample !== null && !files.exists(`${to}/${name}`)) files.replace(`${to}/${name}`, sample);
  }
}

/** A clerk's own buyers come from the own point's areas. */
function ownFirst(all: readonly PointState[], own: string): readonly PointState[] {
  return all.toSorted((a, b) => Number(b.said.code === own) - Number(a.said.code === own));
}

function rank(roles: readonly Role[]): number {
  return Math.min(...roles.map((role) => Object.keys(roleNames).indexOf(role)));
}

/** The second lock behind the procedures' access table: an event is written only in a role that may author it. */
function roleFor(type: EventType, roles: readonly Role[]): Role {
  const authors: readonly string[] = catalogue[type].authors;
  const role = roles.find((one) => authors.includes(one));
  if (role !== undefined) return role;
  const names = authors.flatMap((one) => (one in roleNames ? roleNames[one as Role] : [])).join('、');
  throw refuse('ROLE', '您的岗位不能办理这项业务。', `请由${names}办理。`);
}

function describe({ db, journal, city, warnings }: OpenCity): NonNullable<AppState['city']> {
  const { point, workplace, pc, device } = journal.identity;
  const seat = workplaceOf(db, workplace)?.said;
  const place = pointOf(db, point)?.said;
  return {
    name: city.said.name,
    practice: city.said.practice,
    place: {
      code: workplace,
      name: [place?.name, seat?.name].filter(Boolean).join(' '),
      address: seat?.address ?? place?.address ?? '',
      phone: seat?.phone ?? place?.phone ?? null,
      pc,
    },
    businessDay: businessDayOf(db, device),
    severalTills: hasStoreRoom(db, point),
    people: people(db)
      .filter(({ said, closed }) => said.point === point && closed === null)
      // Whoever stands at this counter all day comes first.
      .toSorted((a, b) => rank(a.said.roles) - rank(b.said.roles))
      .map(({ said }) => ({
        id: said.person,
        name: said.name,
        roles: said.roles,
        practicePin: city.said.practice ? practicePinOf(db, said.person) : null,
      })),
    areas: [...areasOf(ownFirst(points(db), point))],
    sync: { kind: 'unconnected', waiting: 0 },
    warnings: [...warnings],
  };
}
