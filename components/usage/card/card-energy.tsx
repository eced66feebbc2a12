"use client";

import { memo } from "react";
import { idle } from "../../../lib/client/idle";
import { useNear } from "../../ui/use-near";
import { usePart } from "../../ui/use-part";

const loadView = async () => {
  await idle();
  return (await import("./card-energy-view")).default;
};

/** An installation's energy on its card: it comes once the page stands, and the card is about to be seen. Its place is kept. */
export const CardEnergy = memo(function CardEnergy({
  installationId,
  lost,
}: {
  installationId: string;
  lost: boolean;
}) {
  const { ref, near } = useNear();
  const { part: View } = usePart(loadView, lost || !near);
  return (
    <div ref={ref} className="mt-2 min-h-5 text-[0.8125rem] text-ink-2">
      {View !== null && <View installationId={installationId} />}
    </div>
  );
});
