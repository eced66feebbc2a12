import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { getInstallationSettings, patchInstallationSettings } from "../../../../../lib/server/routes/settings-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({
  GET: getInstallationSettings,
  PATCH: patchInstallationSettings,
});
