import type { ComponentPropsWithRef, ReactNode } from "react";

const looks = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  plain: "border border-line-strong/60 bg-surface text-ink hover:bg-sunken",
  danger: "border border-bad/50 bg-surface text-bad hover:bg-bad-soft",
  quiet: "text-ink-2 hover:bg-sunken hover:text-ink",
} as const;

interface Props extends Omit<ComponentPropsWithRef<"button">, "disabled"> {
  look?: keyof typeof looks;
  /** It cannot act now: it keeps the focus and its name, and says why by `aria-describedby`. */
  cannotAct?: boolean;
  children: ReactNode;
}

/** A button large enough for a thumb. One that cannot act stays reachable, so that its reason can be read. */
export function Button({ look = "plain", cannotAct = false, className = "", onClick, children, ...rest }: Props) {
  const shown = cannotAct ? "border border-dashed border-line-strong/70 bg-transparent text-ink-3" : looks[look];
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={cannotAct || undefined}
      onClick={cannotAct ? (event) => event.preventDefault() : onClick}
      className={`inline-flex min-h-11 items-center justify-center gap-2 rounded-xl px-4 py-2 font-semibold text-[0.9375rem] transition-colors ${shown} ${className}`}
    >
      {children}
    </button>
  );
}
