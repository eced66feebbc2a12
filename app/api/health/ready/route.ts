export { getReadiness as GET } from "../../../../lib/server/health-route";
