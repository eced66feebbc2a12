import { LogOut, MonitorX } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { signOutEverywhere, signOutToStart } from "../../lib/client/api/sign-in";

/** The ways out, in the person's menu: of this browser, or of all. The menu stays open until the latter is done, or says why not. */
export function SignOutItems({ className }: { className: string }) {
  const t = useTranslations("menu");
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState<"failed" | "unknown" | null>(null);

  async function everywhere(): Promise<void> {
    if (asking) return;
    setAsking(true);
    setFault(null);
    const fault = await signOutEverywhere();
    // Without a fault the page is being left.
    if (fault !== null) setAsking(false);
    setFault(fault);
  }

  return (
    <>
      <DropdownMenu.Item className={className} onSelect={() => void signOutToStart()}>
        <LogOut aria-hidden="true" className="size-4 text-ink-3" />
        {t("signOut")}
      </DropdownMenu.Item>
      <DropdownMenu.Item
        className={className}
        aria-busy={asking || undefined}
        onSelect={(event) => {
          event.preventDefault();
          void everywhere();
        }}
      >
        <MonitorX aria-hidden="true" className="size-4 text-ink-3" />
        {t("signOutEverywhere")}
      </DropdownMenu.Item>
      {fault && (
        <p role="alert" className="mx-1 mt-1 rounded-lg bg-bad-soft px-3 py-2 text-[0.8125rem] text-bad">
          {t(fault === "failed" ? "everywhereFailed" : "everywhereUnknown")}
        </p>
      )}
    </>
  );
}
