import { Button } from 'antd';

type Props = { readonly onDigit: (digit: string) => void; readonly onBack: () => void };

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Digits to click or touch; the cursor stays in the PIN field. */
export function PinPad({ onDigit, onBack }: Props) {
  return (
    <fieldset className="pin-pad" aria-label="数字键盘" onMouseDown={(event) => event.preventDefault()}>
      {digits.map((digit) => (
        <Button key={digit} tabIndex={-1} onClick={() => onDigit(digit)}>
          {digit}
        </Button>
      ))}
      <span />
      <Button tabIndex={-1} onClick={() => onDigit('0')}>
        0
      </Button>
      <Button tabIndex={-1} onClick={onBack}>
        退格
      </Button>
    </fieldset>
  );
}
