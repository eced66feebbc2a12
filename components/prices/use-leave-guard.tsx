"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { AlertDialog } from "radix-ui";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "../ui/button";

/** The page within the product that a click leads to; null: it stays here, or opens elsewhere. */
function pageAsked(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target !== "" || link.hasAttribute("download")) return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== location.origin || (pathname === location.pathname && search === location.search)) return null;
  return `${pathname}${search}${hash}`;
}

/** Asks before a page is left on which something is not saved: by a link, back and forth where the browser lets it, or closed. */
export function useLeaveGuard(isUnsaved: boolean): ReactNode {
  const t = useTranslations("prices.leave");
  const router = useRouter();
  const [asked, setAsked] = useState<{ leave(): void } | null>(null);
  const isLeaving = useRef(false);

  useEffect(() => {
    if (!isUnsaved) return;
    const clicked = (event: MouseEvent) => {
      const page = pageAsked(event);
      if (page === null || isLeaving.current) return;
      event.preventDefault();
      event.stopPropagation();
      setAsked({ leave: () => router.push(page) });
    };
    const closing = (event: BeforeUnloadEvent) => {
      if (!isLeaving.current) event.preventDefault();
    };
    const traversed = (event: NavigateEvent) => {
      if (event.navigationType !== "traverse" || !event.cancelable || isLeaving.current) return;
      const { key } = event.destination;
      event.preventDefault();
      setAsked({ leave: () => void window.navigation.traverseTo(key) });
    };
    // Not in every browser that is in use.
    const navigation: Navigation | undefined = window.navigation;
    document.addEventListener("click", clicked, true);
    window.addEventListener("beforeunload", closing);
    navigation?.addEventListener("navigate", traversed);
    return () => {
      document.removeEventListener("click", clicked, true);
      window.removeEventListener("beforeunload", closing);
      navigation?.removeEventListener("navigate", traversed);
    };
  }, [isUnsaved, router]);

  if (asked === null) return null;
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && setAsked(null)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <AlertDialog.Content className="fixed inset-x-3 bottom-3 z-50 rounded-2xl border border-line bg-surface p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] shadow-raised outline-none sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[28rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:p-6">
          <AlertDialog.Title className="font-semibold text-[1.125rem] leading-snug">{t("title")}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-ink-2">{t("lead")}</AlertDialog.Description>
          <div className="mt-6 flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end">
            <AlertDialog.Cancel asChild>
              <Button>{t("stay")}</Button>
            </AlertDialog.Cancel>
            <Button
              look="danger"
              onClick={() => {
                isLeaving.current = true;
                setAsked(null);
                asked.leave();
              }}
            >
              {t("act")}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
