import { routeMethods } from "../../../../../lib/server/route-methods";
import { getInstallationSettings, patchInstallationSettings } from "../../../../../lib/server/settings-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({
  GET: getInstallationSettings,
  PATCH: patchInstallationSettings,
});
