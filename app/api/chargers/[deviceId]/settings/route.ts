import { routeMethods } from "../../../../../lib/server/route-methods";
import { patchChargerSettings } from "../../../../../lib/server/settings-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ PATCH: patchChargerSettings });
