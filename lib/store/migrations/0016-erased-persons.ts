/**
 * `sessions.erased`: who charged was erased, and does not come back when the session is reckoned anew.
 *
 * `erased_tags`: at which installation a tag was erased, and when (whole microseconds): what is told later of before has nobody either. Of
 * the tag there is only a salted hash, which a tag that is told is compared with.
 */
export const erasedPersons = `
alter table sessions add column erased boolean not null default false;

create table erased_tags (
  installation_id text not null,
  salt bytea not null,
  hash bytea not null,
  at bigint not null,
  erased_by text not null
);
create index erased_tags_by_installation on erased_tags (installation_id, at);
`;
