import type { Store } from "../../store/store";
import type { StoreAccess } from "../base/store-access";

/** What is asked of prices, and saved of them. Refused (`storeUnavailable`) without the store. */
export type PriceRequests = Pick<Store["prices"], "get" | "put">;

export const priceRequests = ({ readOrRefuse, callOrRefuse }: StoreAccess): PriceRequests => ({
  get: (id) => readOrRefuse(({ prices }) => prices.get(id)),
  put: (id, version, change) => callOrRefuse(({ prices }) => prices.put(id, version, change)),
});
