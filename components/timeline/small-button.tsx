import type { ComponentPropsWithRef } from "react";

interface Props extends Omit<ComponentPropsWithRef<"button">, "disabled" | "type"> {
  /** It is chosen, of several or by itself. */
  chosen?: boolean;
  /** It cannot act now: it keeps the focus and its name, and says why by `aria-describedby`. */
  cannotAct?: boolean;
}

/** A button of a row of many: as large as a finger needs on a touch screen, else as its text. */
export function SmallButton({ chosen = false, cannotAct = false, className = "", onClick, ...rest }: Props) {
  const acting = chosen ? "border-line-strong bg-sunken text-ink" : "border-transparent text-ink-2 hover:bg-sunken";
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={cannotAct || undefined}
      onClick={cannotAct ? (event) => event.preventDefault() : onClick}
      className={`inline-flex min-h-8 min-w-8 items-center justify-center rounded-lg border px-2 py-1 font-medium text-[0.8125rem] pointer-coarse:min-h-11 pointer-coarse:min-w-11 ${cannotAct ? "border-line-strong/70 border-dashed text-ink-3" : acting} ${className}`}
    />
  );
}
