import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { memo } from "react";

/** One step up. */
export const BackLink = memo(function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="reach -ml-1 mb-1 inline-flex min-h-8 items-center gap-1 font-medium text-[0.875rem] text-ink-2 hover:text-ink"
    >
      <ChevronLeft aria-hidden="true" className="size-4" />
      {children}
    </Link>
  );
});
