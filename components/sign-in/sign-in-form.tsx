"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { useSignIn } from "./use-sign-in";

const field =
  "min-h-12 w-full rounded-xl border border-line-strong bg-surface px-3.5 text-[1rem] text-ink placeholder:text-ink-3";

/** Email and password. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("signIn");
  const { busy, slow, fault, enter } = useSignIn(next);
  const [missing, setMissing] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const email = String(given.get("email") ?? "").trim();
    const password = String(given.get("password") ?? "");
    setMissing(email === "" || password === "");
    if (email !== "" && password !== "") void enter({ email, password }, "credentials");
  }

  const wrong = missing ? t("needBoth") : fault && t(fault);
  return (
    <form method="post" noValidate onSubmit={submit} className="card flex flex-col gap-4 p-5">
      {wrong && (
        <p id="sign-in-fault" role="alert" className="rounded-lg bg-bad-soft px-3.5 py-2.5 text-[0.875rem] text-bad">
          {wrong}
        </p>
      )}
      <label className="flex flex-col gap-1.5 font-medium text-[0.875rem]">
        {t("email")}
        <input
          name="email"
          type="email"
          autoComplete="username"
          required
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? "sign-in-fault" : undefined}
          className={field}
        />
      </label>
      <label className="flex flex-col gap-1.5 font-medium text-[0.875rem]">
        {t("password")}
        <input
          name="password"
          type="password"
          autoComplete="current-password"
          required
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? "sign-in-fault" : undefined}
          className={field}
        />
      </label>
      <div>
        <Button type="submit" look="primary" aria-busy={busy || undefined} className="min-h-12 w-full">
          {t("submit")}
        </Button>
        <p role="status" className="text-[0.875rem] text-ink-2 not-empty:mt-3">
          {slow && t("slow")}
        </p>
      </div>
    </form>
  );
}
