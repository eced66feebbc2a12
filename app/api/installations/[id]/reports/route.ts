import { routeMethods } from "../../../../../lib/server/http/route-methods";
import { getReports } from "../../../../../lib/server/routes/reports/report-routes";

export const { GET, HEAD, OPTIONS, POST, PUT, DELETE, PATCH } = routeMethods({ GET: getReports });
