/** Attempts to sign in, by whom or at what (a hash): `until` is the instant, ms, at which all of them are forgotten. */
export const signInCounts = `
create table sign_in_counts (
  key text primary key,
  until double precision not null
);
`;
