import { routeMethods } from "../../../../../lib/server/route-methods";
import { patchInstallationSettings } from "../../../../../lib/server/settings-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ PATCH: patchInstallationSettings });
