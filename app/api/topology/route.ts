export { getTopology as GET } from "../../../lib/server/support-routes";
