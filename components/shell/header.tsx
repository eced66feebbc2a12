import Link from "next/link";
import { useTranslations } from "next-intl";
import { ConnectionMark } from "./connection-mark";
import { DemoMark } from "./demo-mark";
import { Logo } from "./logo";
import { MainNav } from "./main-nav";
import { Person } from "./person";

/** Always there: whose product, which pages, whether it is live, who looks. */
export function Header({ demo }: { demo: boolean }) {
  const t = useTranslations("app");
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-surface">
      <div className="mx-auto flex h-14 max-w-[1920px] items-center gap-3 px-4 sm:px-6">
        <Link href="/" prefetch={false} aria-label={t("home")} className="reach flex items-center gap-2.5">
          <Logo className="size-7" />
          <span className="font-semibold text-[1.0625rem] tracking-tight max-[400px]:sr-only">{t("name")}</span>
        </Link>
        {demo && <DemoMark />}
        <div className="md:ml-4">
          <MainNav />
        </div>
        <div className="ml-auto flex items-center gap-2 sm:gap-3">
          <ConnectionMark />
          <Person />
        </div>
      </div>
    </header>
  );
}
