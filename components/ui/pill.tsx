import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  icon: LucideIcon;
  text: string;
  ground: string;
  children: ReactNode;
  className?: string;
}

/** A word with its icon on a soft ground. */
export function Pill({ icon: Icon, text, ground, children, className = "" }: Props) {
  return (
    <span
      className={`inline-flex min-w-0 items-center gap-1.5 rounded-full px-2.5 py-1 font-medium text-[0.8125rem] leading-tight ${ground} ${text} ${className}`}
    >
      <Icon aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={2.25} />
      <span className="truncate">{children}</span>
    </span>
  );
}
