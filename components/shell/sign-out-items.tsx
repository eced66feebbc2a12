import { LogOut, MonitorX } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { signOutEverywhere, signOutHere } from "../../lib/client/api/sign-in";

const faultWords = { unreachable: "signOutUnknown", failed: "everywhereFailed", unknown: "everywhereUnknown" } as const;

/** The ways out, in the person's menu: of this browser, or of all. The menu stays open until it is done, or says why not. */
export function SignOutItems({ className }: { className: string }) {
  const t = useTranslations("menu");
  const [asking, setAsking] = useState<"here" | "everywhere" | null>(null);
  const [fault, setFault] = useState<keyof typeof faultWords | null>(null);

  async function leave(from: "here" | "everywhere"): Promise<void> {
    if (asking !== null) return;
    setAsking(from);
    setFault(null);
    const fault = await (from === "here" ? signOutHere() : signOutEverywhere());
    // Without a fault the page is being left.
    if (fault !== null) setAsking(null);
    setFault(fault);
  }

  const item = (from: "here" | "everywhere") => ({
    className,
    "aria-busy": asking === from || undefined,
    onSelect: (event: Event) => {
      event.preventDefault();
      void leave(from);
    },
  });

  return (
    <>
      <DropdownMenu.Item {...item("here")}>
        <LogOut aria-hidden="true" className="size-4 text-ink-3" />
        {t("signOut")}
      </DropdownMenu.Item>
      <DropdownMenu.Item {...item("everywhere")}>
        <MonitorX aria-hidden="true" className="size-4 text-ink-3" />
        {t("signOutEverywhere")}
      </DropdownMenu.Item>
      {fault && (
        <p role="alert" className="mx-1 mt-1 rounded-lg bg-bad-soft px-3 py-2 text-[0.8125rem] text-bad">
          {t(faultWords[fault])}
        </p>
      )}
    </>
  );
}
