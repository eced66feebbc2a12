export { getHealth as GET } from "../../../lib/server/health-route";
