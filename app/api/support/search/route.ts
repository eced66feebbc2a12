export { getSearch as GET } from "../../../../lib/server/support-routes";
