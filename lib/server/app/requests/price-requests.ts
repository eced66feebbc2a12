import type { Store } from "../../../store/store";
import type { StoreAccess } from "../../base/store-access";

/** What is asked of prices, and saved of them. Refused (`storeUnavailable`) without the store. */
export type PriceRequests = Store["prices"];

export const priceRequests = ({ readOrRefuse, callOrRefuse }: StoreAccess): PriceRequests => ({
  get: (id) => readOrRefuse(({ prices }) => prices.get(id)),
  put: (id, version, change, touched) => callOrRefuse(({ prices }) => prices.put(id, version, change, touched)),
  publish: (id, slots, at) => callOrRefuse(({ prices }) => prices.publish(id, slots, at)),
  spot: (id, from, to, asOf) => readOrRefuse(({ prices }) => prices.spot(id, from, to, asOf)),
  published: (id, from, to) => readOrRefuse(({ prices }) => prices.published(id, from, to)),
});
