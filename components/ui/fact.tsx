import type { ReactNode } from "react";

/** A name and what it is, in a `dl`. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[0.8125rem] text-ink-3">{name}</dt>
      <dd className="mt-0.5 text-ink">{children}</dd>
    </div>
  );
}
