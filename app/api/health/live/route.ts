export { getLiveness as GET } from "../../../../lib/server/health-route";
