"use client";

import { Building, LifeBuoy, type LucideIcon, Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Role } from "../../lib/domain/access/person";
import { useSignIn } from "./use-sign-in";

const roles = [
  { role: "owner", icon: Building, label: "demoOwner", hint: "demoOwnerHint" },
  { role: "manager", icon: Wrench, label: "demoManager", hint: "demoManagerHint" },
  { role: "support", icon: LifeBuoy, label: "demoSupport", hint: "demoSupportHint" },
] as const satisfies readonly { role: Role; icon: LucideIcon; label: string; hint: string }[];

/** In the demo: a sample person of each role, one press away. */
export function DemoRoles({ next }: { next: string }) {
  const t = useTranslations("signIn");
  const { busy, fault, enter } = useSignIn(next);
  return (
    <section aria-label={t("demoTitle")} className="mb-6">
      <p className="mb-2 font-medium text-[0.875rem] text-ink-2">{t("demoTitle")}</p>
      {fault && (
        <p role="alert" className="mb-2 rounded-lg bg-bad-soft px-3.5 py-2.5 text-[0.875rem] text-bad">
          {t(fault)}
        </p>
      )}
      <ul className="card divide-y divide-line overflow-hidden">
        {roles.map(({ role, icon: Icon, label, hint }) => (
          <li key={role}>
            <button
              type="button"
              aria-label={t(label)}
              aria-describedby={`demo-${role}`}
              aria-busy={busy || undefined}
              onClick={() => void enter({ role }, "demo")}
              className="flex w-full items-center gap-3.5 px-4 py-3 text-left hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-strong">
                <Icon aria-hidden="true" className="size-[1.125rem]" />
              </span>
              <span>
                <span className="block font-semibold">{t(label)}</span>
                <span id={`demo-${role}`} className="block text-[0.8125rem] text-ink-3">
                  {t(hint)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
