import { createContext, useContext } from 'react';
import { type TypeSize, typeSizes } from '../type-size.ts';

type Value = { readonly size: TypeSize; readonly choose: (size: TypeSize) => void };

export const TypeSizeContext = createContext<Value>({ size: 100, choose: () => undefined });

/** 字号: how large everything is written. */
export function TypeSwitch() {
  const { size, choose } = useContext(TypeSizeContext);
  return (
    <label className="type-switch">
      <span>字号</span>
      <select
        value={size}
        onChange={(event) => {
          const chosen = typeSizes.find((one) => String(one) === event.target.value);
          if (chosen !== undefined) choose(chosen);
        }}
      >
        {typeSizes.map((one) => (
          <option key={one} value={one}>
            {one}%
          </option>
        ))}
      </select>
    </label>
  );
}
