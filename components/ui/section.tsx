import type { ReactNode } from "react";

interface Props {
  /** What a link within the page names. */
  id?: string;
  /** The region's accessible name, and its heading. */
  title: string;
  /** Beside the heading, at its right. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  headingLevel?: 2 | 3;
}

/** A card that is a region of its own. */
export function Section({ id, title, aside, children, className = "", headingLevel = 2 }: Props) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <section id={id} aria-label={title} data-values="" className={`card @container p-4 sm:p-5 ${className}`}>
      <div className="mb-3 flex min-h-6 flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <Heading className="font-semibold text-[0.9375rem] text-ink">{title}</Heading>
        {aside && <div className="text-[0.8125rem] text-ink-3">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
