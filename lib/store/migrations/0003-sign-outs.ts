/** Sign-ins that were ended before their time; `until` as instants elsewhere: when no copy of the token can be valid any more. */
export const signOuts = `
create table sign_outs (
  id text primary key,
  until double precision not null
);
`;
