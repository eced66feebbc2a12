import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing is here, said calmly, with what to do about it. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="grid size-12 place-items-center rounded-full bg-sunken text-ink-3">
        <Icon aria-hidden="true" className="size-6" />
      </span>
      <p className="font-semibold text-ink">{title}</p>
      {children && <div className="max-w-md text-ink-2">{children}</div>}
      {action}
    </div>
  );
}
