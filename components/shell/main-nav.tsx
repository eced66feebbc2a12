"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { navItems } from "./nav-items";
import { usePerson } from "./person-context";

/** The pages: in the header where there is room, at the thumb's edge of a phone. */
export function MainNav() {
  const t = useTranslations("nav");
  const path = usePathname();
  const items = navItems(usePerson());
  return (
    <nav
      aria-label={t("label")}
      className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:static md:border-0 md:bg-transparent md:pb-0"
    >
      <ul className="flex md:gap-1">
        {items.map(({ page, href, icon: Icon, under }) => {
          const here = path === href || under.some((start) => path.startsWith(start));
          return (
            <li key={page} className="flex-1 md:flex-none">
              <Link
                href={href}
                prefetch={false}
                aria-current={here ? "page" : undefined}
                className="flex min-h-14 flex-col items-center justify-center gap-0.5 px-3 font-medium text-[0.75rem] text-ink-2 hover:text-ink aria-[current]:text-accent md:min-h-10 md:flex-row md:gap-2 md:rounded-lg md:text-[0.875rem] md:hover:bg-sunken md:aria-[current]:bg-accent-soft md:aria-[current]:text-accent-strong"
              >
                <Icon aria-hidden="true" className="size-5 md:size-4" />
                {t(page)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
