import { useTranslations } from "next-intl";
import { DemoMark } from "../shell/demo-mark";
import { Logo } from "../shell/logo";
import { DemoRoles } from "./demo-roles";
import { ForgetKept } from "./forget-kept";
import { SignInForm } from "./sign-in-form";

interface Props {
  /** Where to go afterwards: a path of this site. */
  next: string;
  demo: boolean;
}

/** The door. */
export function SignInPage({ next, demo }: Props) {
  const t = useTranslations();
  return (
    <div className="flex min-h-dvh flex-col">
      <ForgetKept />
      <header className="flex items-center gap-3 px-4 py-4 sm:px-6">
        <Logo className="size-8" />
        <span className="font-semibold text-[1.125rem] tracking-tight">{t("app.name")}</span>
        {demo && <DemoMark />}
      </header>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 pt-4 pb-16">
        <h1 className="font-semibold text-[1.75rem] tracking-tight">{t("signIn.title")}</h1>
        <p className="mt-1 mb-6 text-ink-2">{t("signIn.lead")}</p>
        {demo && <DemoRoles next={next} />}
        <SignInForm next={next} />
      </main>
    </div>
  );
}
