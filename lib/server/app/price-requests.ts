import { Refusal } from "../../contract/refusal";
import type { Store } from "../../store/store";
import type { StoreAccess } from "../base/store-access";

/** What is asked of prices, and saved of them. Refused (`storeUnavailable`) without the store. */
export type PriceRequests = Pick<Store["prices"], "get" | "put" | "publish">;

export function priceRequests({ readOrNull, callOrRefuse }: StoreAccess): PriceRequests {
  return {
    async get(id) {
      const answer = await readOrNull((store) => store.prices.get(id));
      if (answer === null) throw new Refusal("storeUnavailable");
      return answer.got;
    },
    put: (id, version, change) => callOrRefuse((store) => store.prices.put(id, version, change)),
    publish: (id, slots, at) => callOrRefuse((store) => store.prices.publish(id, slots, at)),
  };
}
