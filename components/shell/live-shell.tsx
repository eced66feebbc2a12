"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useStaySignedIn } from "../../lib/client/api/use-stay-signed-in";
import { forgetKept } from "../../lib/client/offline/kept-place";
import { useKeeping } from "../../lib/client/offline/use-keeping";
import { LiveProvider } from "../../lib/client/state/live-provider";
import { AgeTip } from "../live/age-tip";
import { Alerts } from "./alerts";
import { Header } from "./header";
import { PersonProvider, type Viewer } from "./person-context";

interface Props {
  viewer: Viewer;
  demo: boolean;
  /** The server's clock when it drew the page. */
  startAt: number;
  children: ReactNode;
}

/** Keeps what is shown for when there is no connection. */
function Keeping({ personId }: { personId: string }) {
  useKeeping(personId);
  return null;
}

/** All that surrounds a page which needs a sign-in: header, alerts, and the stream that outlives changes of page. */
export function LiveShell({ viewer, demo, startAt, children }: Props) {
  const t = useTranslations("app");
  const router = useRouter();
  useStaySignedIn();
  const signIn = async () => {
    await forgetKept();
    const here = window.location.pathname + window.location.search;
    window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
  };
  // Other rights: what was kept with the old ones goes, and nothing more is kept until a page is asked for whole.
  const refresh = () => {
    void forgetKept();
    router.refresh();
  };
  return (
    <PersonProvider value={viewer}>
      <LiveProvider personId={viewer.id} startAt={startAt} onSignedOut={() => void signIn()} onRefresh={refresh}>
        <Keeping personId={viewer.id} />
        <a
          href="#main"
          className="-top-20 fixed left-4 z-50 rounded-lg bg-ink px-4 py-3 font-semibold text-bg focus:top-3"
        >
          {t("skip")}
        </a>
        <Header demo={demo} />
        <Alerts />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto max-w-[1920px] px-3 pt-2 pb-24 outline-none sm:px-6 sm:pt-6 md:pb-10"
        >
          {children}
        </main>
        <AgeTip />
      </LiveProvider>
    </PersonProvider>
  );
}
