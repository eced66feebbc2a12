import { SearchX } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "../components/ui/empty-state";

/** For what does not exist and for what one may not see: both look the same. */
export default async function NotFound() {
  const t = await getTranslations("errors");
  return (
    <main className="mx-auto max-w-xl pt-[12vh]">
      <h1 className="sr-only">{t("notFoundTitle")}</h1>
      <EmptyState
        icon={SearchX}
        title={t("notFoundTitle")}
        action={
          <Link
            href="/"
            prefetch={false}
            className="inline-flex min-h-11 items-center font-semibold text-accent underline"
          >
            {t("home")}
          </Link>
        }
      >
        {t("notFound")}
      </EmptyState>
    </main>
  );
}
