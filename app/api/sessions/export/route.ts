import { routeMethods } from "../../../../lib/server/http/route-methods";
import { getSessionExport } from "../../../../lib/server/routes/sessions/export-route";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getSessionExport });
