/**
 * `closed_months`: a month's report as it was when an owner closed it (`lib/reports/types.ts`). People are in it by the ids of
 * `report_people`, which has whose tag that is at the installation: without its row nobody knows whose figures they are, and the sums stay.
 *
 * `report_mails`: to whom a link to a month's report was mailed, or was tried to be; `fault` says why it was not sent.
 *
 * `sessions.changed_at`: when a session was last found to be another than before, ms; 0: before that was kept.
 */
export const reports = `
create table report_people (
  id uuid primary key,
  installation_id text not null,
  tag text not null,
  named_at bigint not null
);
create unique index report_people_by_tag on report_people (installation_id, md5(tag));
create index report_people_by_age on report_people (named_at);

create table closed_months (
  installation_id text not null,
  month text not null,
  closed_by text not null,
  closed_at bigint not null,
  report jsonb not null,
  primary key (installation_id, month)
);

create table report_mails (
  installation_id text not null,
  month text not null,
  person_id text not null,
  tries integer not null,
  tried_at bigint not null,
  sent_at bigint,
  fault text,
  primary key (installation_id, month, person_id)
);

alter table sessions add column changed_at bigint not null default 0;
`;
