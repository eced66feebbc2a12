import { type ReactNode, useId } from "react";

interface Props {
  label: string;
  children(id: string): ReactNode;
}

/** What every input and choice looks like. */
export const fieldLook =
  "mt-1 min-h-11 w-full rounded-xl border border-line-strong/60 bg-surface px-3 text-ink placeholder:text-ink-3";

/** A field under its name. */
export function Field({ label, children }: Props) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="text-[0.8125rem] text-ink-2">
        {label}
      </label>
      {children(id)}
    </div>
  );
}
