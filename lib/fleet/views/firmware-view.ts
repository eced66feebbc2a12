import type { FirmwareFleetView, FirmwareView } from "../../contract/view";
import type { InstallationId, Product } from "../../domain/ids";
import { compareVersions } from "../../domain/version";
import { presenceWord } from "../presence/presence";
import { type LiveCharger, textReading } from "../state/charger";
import type { Fleet } from "../state/fleet";

/** The versions of one charger, against the newest that support has entered for its product. */
export function firmwareOf(fleet: Fleet, charger: LiveCharger): FirmwareView {
  const computer = textReading(charger, "computerVersion");
  const available = fleet.available.get(charger.product)?.version ?? null;
  const order = computer === null || available === null ? null : compareVersions(computer.value, available);
  return {
    computer,
    mcu: textReading(charger, "mcuVersion"),
    available,
    behind: order === null ? null : order < 0,
    upgrade: upgradeOf(charger),
  };
}

function upgradeOf(charger: LiveCharger): FirmwareView["upgrade"] {
  const newest = charger.commands.find((command) => command.kind === "upgradeFirmware");
  if (newest === undefined) return null;
  const reason = newest.course.at(-1)?.reason;
  if (reason?.code === "oldVersion")
    return textReading(charger, "computerVersion")?.value === reason.value ? "unchanged" : null;
  return newest.waiting === "current" ? null : newest.waiting;
}

type ProductRow = FirmwareFleetView["products"][number];

/** Versions per product across all chargers whose installation (null: none yet) the person may see. */
export function firmwareView(
  fleet: Fleet,
  _now: number,
  maySee: (installationId: InstallationId | null) => boolean,
): FirmwareFleetView {
  const products = new Map<Product, ProductRow>();
  for (const charger of fleet.chargers.values()) {
    const installationId = charger.installation?.installation.id ?? null;
    if (!maySee(installationId)) continue;
    let row = products.get(charger.product);
    if (row === undefined) {
      row = { product: charger.product, available: availableOf(fleet, charger.product), chargers: [] };
      products.set(charger.product, row);
    }
    row.chargers.push({
      deviceId: charger.deviceId,
      name: charger.entry?.name ?? charger.deviceId,
      installationId,
      presence: presenceWord(fleet, charger),
      firmware: firmwareOf(fleet, charger),
    });
  }
  return { products: [...products.values()].sort((a, b) => a.product.localeCompare(b.product)) };
}

function availableOf(fleet: Fleet, product: Product): ProductRow["available"] {
  const entered = fleet.available.get(product);
  return entered === undefined ? null : { version: entered.version, enteredBy: entered.enteredBy, at: entered.at };
}
