import { type ReactNode, useId } from "react";

/** What tells an input that its value is wrong, and where that is said. */
interface Wrong {
  "aria-invalid"?: true;
  "aria-describedby"?: string;
}

interface Props {
  label: string;
  /** What is wrong with its value; null: nothing. */
  fault?: string | null;
  children(id: string, wrong: Wrong): ReactNode;
}

/** What every input and choice looks like. */
export const fieldLook =
  "mt-1 min-h-11 w-full rounded-xl border border-line-strong/60 bg-surface px-3 text-ink placeholder:text-ink-3 aria-invalid:border-bad";

/** A field under its name, and under it what is wrong with its value. */
export function Field({ label, fault = null, children }: Props) {
  const id = useId();
  const said = `${id}-fault`;
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="text-[0.8125rem] text-ink-2">
        {label}
      </label>
      {children(id, fault === null ? {} : { "aria-invalid": true, "aria-describedby": said })}
      <p id={said} className="mt-1 text-[0.8125rem] text-bad empty:hidden">
        {fault}
      </p>
    </div>
  );
}
