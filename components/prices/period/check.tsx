import type { ReactNode } from "react";

interface Props {
  checked: boolean;
  onChange(checked: boolean): void;
  children: ReactNode;
}

/** A box to tick, as large as a thumb needs it. */
export function Check({ checked, onChange, children }: Props) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-[0.875rem]">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        className="size-4.5 shrink-0 accent-accent"
      />
      <span>{children}</span>
    </label>
  );
}
