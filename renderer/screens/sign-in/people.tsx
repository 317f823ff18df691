import type { SignInPerson } from '../../../contract/app/session.ts';
import { rolesInWords } from '../../../contract/domain/roles.ts';
import { Choice } from '../../parts/choice.tsx';

type Props = {
  readonly people: readonly SignInPerson[];
  readonly chosen: string | null;
  readonly onChoose: (person: string) => void;
};

function Face({ person }: { readonly person: SignInPerson }) {
  return (
    <span className="person">
      <strong>{person.name}</strong>
      <span className="person-role">{rolesInWords(person.roles)}</span>
      {person.practicePin !== null && <span className="person-pin">练习密码 {person.practicePin}</span>}
    </span>
  );
}

/** Who works here, with role; in the practice city also the PIN. */
export function People({ people, chosen, onChoose }: Props) {
  const options = people.map((person) => ({ value: person.id, label: <Face person={person} /> }));
  return <Choice label="选择经办人" options={options} value={chosen} onChange={onChoose} large />;
}
