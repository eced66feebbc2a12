import { escaped } from "../domain/plain-text";
import type { Message } from "../protocol/message";
import type { Fleet } from "./state/fleet";
import { noteUndecodable } from "./undecodable";

type Prices = Extract<Message, { kind: "prices" }>;

/**
 * A market published prices for an installation. What a broker has retained was published at a time that nobody knows: it holds where
 * nothing else does. For one that is not known they are counted as what cannot be read.
 */
export function applyPrices(fleet: Fleet, prices: Prices, receivedAt: number, isRetained: boolean): void {
  const { installationId, slots } = prices;
  if (fleet.installations.has(installationId)) {
    if (slots.length > 0) fleet.change.prices.push({ installationId, slots, at: isRetained ? 0 : receivedAt });
    return;
  }
  const [first] = slots;
  noteUndecodable(fleet, {
    kind: "undecodable",
    deviceId: null,
    reason: "unknownInstallation",
    detail: `prices "prices/${escaped(installationId.slice(0, 60))}"`,
    sample: first === undefined ? "" : `${new Date(first.from).toISOString()} ${first.perKwh} ${first.currency}`,
    receivedAt,
  });
}
