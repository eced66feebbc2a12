import type { ReactNode } from "react";

interface Props {
  label: string;
  className?: string;
  children: ReactNode;
}

/** Something wide or long that scrolls by itself, also by keyboard. */
export function ScrollRegion({ label, className = "", children }: Props) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className={`overflow-auto rounded-xl border border-line ${className}`}
    >
      {children}
    </section>
  );
}
