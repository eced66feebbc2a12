import type { Store } from "../../../store/store";
import type { StoreAccess } from "../../base/store-access";

/** What is asked of the names of tags, and entered of them. Refused (`storeUnavailable`) without the store. */
export type TagRequests = Store["tags"];

export const tagRequests = ({ readOrRefuse, callOrRefuse }: StoreAccess): TagRequests => ({
  names: (id) => readOrRefuse(({ tags }) => tags.names(id)),
  nameless: (id, from, limit) => readOrRefuse(({ tags }) => tags.nameless(id, from, limit)),
  put: (id, name, by) => callOrRefuse(({ tags }) => tags.put(id, name, by)),
  remove: (id, tag) => callOrRefuse(({ tags }) => tags.remove(id, tag)),
});
