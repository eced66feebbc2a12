import { useMemo } from "react";
import { useLive } from "../../../lib/client/state/use-live";
import type { LiveState } from "../../../lib/contract/frame";
import type { InstallationId } from "../../../lib/domain/ids";
import { type Chosen, createChooser } from "./chooser";
import type { ListChoice } from "./list-choice";

const nothing: Chosen = {
  ids: [],
  all: 0,
  counts: { all: 0, trouble: 0, charging: 0, waiting: 0, paused: 0, noCar: 0, unknown: 0 },
};

/** The chosen chargers of an installation in order, and how many each choice would show: drawn again only when that is another. */
export function useChosen(installationId: InstallationId, choice: ListChoice): Chosen {
  const select = useMemo(() => {
    const chosen = createChooser(installationId, choice);
    return ({ chargers }: LiveState) => chosen(chargers);
  }, [installationId, choice]);
  return useLive(select) ?? nothing;
}
