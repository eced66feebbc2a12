import type { ReactNode } from "react";

/** A name and what it is, in a `dl`. */
export function Fact({ name, children, className = "" }: { name: string; children: ReactNode; className?: string }) {
  return (
    <div className={`min-w-0 ${className}`}>
      <dt className="text-[0.8125rem] text-ink-3">{name}</dt>
      <dd className="mt-0.5 text-ink">{children}</dd>
    </div>
  );
}
