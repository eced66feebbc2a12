import type { ReactNode, Ref } from "react";

interface Props {
  label: string;
  className?: string;
  ref?: Ref<HTMLElement>;
  children: ReactNode;
}

/** Something wide or long that scrolls by itself, also by keyboard. */
export function ScrollRegion({ label, className = "", ref, children }: Props) {
  return (
    <section
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className={`overflow-auto rounded-xl border border-line ${className}`}
    >
      {children}
    </section>
  );
}
