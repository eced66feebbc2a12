"use client";

import { type ReactNode, useState } from "react";
import { LiveProvider } from "../../lib/client/state/live-provider";
import { WallEnded } from "./wall-ended";

interface Props {
  installationId: string;
  /** The server's clock when it drew the page. */
  startAt: number;
  children: ReactNode;
}

/** The stream under a wall: of its own, apart from what a person who is signed in in the same browser looks at. */
export function WallShell({ installationId, startAt, children }: Props) {
  const [ended, setEnded] = useState(false);
  if (ended) return <WallEnded />;
  return (
    <LiveProvider
      personId={`wall-${installationId}`}
      startAt={startAt}
      onSignedOut={() => setEnded(true)}
      onRefresh={() => window.location.reload()}
    >
      {children}
    </LiveProvider>
  );
}
