import { secureCookies, tokenCookie } from "../auth/token";
import { done, forPeople } from "./route";

/**
 * `POST /api/sign-out-everywhere`: ends all sign-ins of the person who asks, this one too, and their streams, in every
 * instance. `storeUnavailable` where it cannot be kept: nothing has ended then.
 */
export const postSignOutEverywhere = forPeople(async ({ live, person }) => {
  await live.endAllSignIns(person.id);
  const answer = done();
  const secure = secureCookies() ? "; Secure" : "";
  answer.headers.append("set-cookie", `${tokenCookie()}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`);
  return answer;
});
