-- Members and how they sign in. The library that signs in reads and writes member, session, credential, sign_in_token
-- and second_factor under these names.
create table member (
  id text primary key,
  login_name text not null unique,
  name text not null,
  author text not null unique,
  state text not null default 'active' check (state in ('active', 'locked', 'left')),
  administration text check (administration in ('system', 'audit', 'security')),
  signed_in_at timestamptz,
  second_factor_enabled boolean not null default false,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on column member.author is 'Pseudonym under which the entries of this member stand in the ledger.';
comment on column member.email is 'Made up from the id: the library asks for one, and nothing is ever sent there.';

create table session (
  id text primary key,
  token text not null unique,
  member text not null references member (id),
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_member on session (member);
comment on column session.token is 'Worth nothing alone: the cookie carries it signed.';

create table credential (
  id text primary key,
  provider text not null,
  subject text not null,
  member text not null references member (id),
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider, subject),
  check (access_token is null and refresh_token is null and id_token is null)
);
create index credential_member on credential (member);
comment on table credential is 'A password (provider credential), or who a member is to the outside provider.';

create table sign_in_token (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sign_in_token_identifier on sign_in_token (identifier);
comment on table sign_in_token is 'Sign-ins under way: a second factor that is asked for, a provider that was gone to.';

create table second_factor (
  id text primary key,
  member text not null unique references member (id),
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
comment on table second_factor is 'Secret and recovery codes, encrypted with the secret of the installation.';

create table used_code (
  member text not null references member (id),
  code text not null,
  used_at timestamptz not null,
  primary key (member, code)
);
comment on table used_code is 'Codes of second factors that were tried: none is taken twice while it could still fit.';

create table sign_in_failure (
  login_name text primary key,
  failures integer not null,
  failed_at timestamptz not null,
  locked_until timestamptz
);
comment on table sign_in_failure is 'Failures in a row by login name, whether anybody has it or not.';

create table reset_link (
  digest text primary key,
  member text not null references member (id),
  made_by text references member (id),
  expires_at timestamptz not null
);
comment on table reset_link is 'Links by which a member sets a new password once, by the SHA-256 of their token.';

create table duty (
  member text not null references member (id),
  cooperation text not null,
  side text not null,
  role text not null check (role in ('clerk', 'approver', 'office', 'delegate')),
  organisation text,
  since timestamptz not null,
  until timestamptz,
  given_by text references member (id),
  check ((role = 'delegate') = (organisation is not null))
);
create unique index duty_held on duty (cooperation, side, member, role) where until is null;
create index duty_side on duty (cooperation, side);
create index duty_member on duty (member);
comment on table duty is 'What members do for sides: one row a role, ended rather than deleted.';

create table invitation (
  id text primary key,
  digest text not null unique,
  kind text not null check (kind in ('side', 'administration')),
  cooperation text,
  side text,
  roles jsonb not null,
  organisation text,
  administration text check (administration in ('system', 'audit', 'security')),
  note text,
  invited_by text not null references member (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by text references member (id),
  withdrawn_at timestamptz,
  check ((kind = 'side') = (cooperation is not null and side is not null)),
  check ((kind = 'administration') = (administration is not null))
);
create index invitation_side on invitation (cooperation, side);
comment on column invitation.digest is 'SHA-256 of the token, which itself is given out once and kept nowhere.';

-- The log of acts: chained, and only ever added to.
create table act (
  number bigint primary key check (number > 0),
  at timestamptz not null,
  member text,
  author text,
  name text,
  cooperation text,
  side text,
  role text,
  kind text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  code text,
  about jsonb not null,
  peer text,
  previous text,
  hash text not null unique,
  check ((number = 1) = (previous is null))
);
create index act_member on act (member, number);
create index act_kind on act (kind, number);
create index act_at on act (at, number);
comment on table act is 'Who did what, when, from where and with what outcome; each names the hash of the one before.';

create function refuse_change_of_act() returns trigger language plpgsql as $$
begin
  raise exception '% of % is not allowed: the log of acts is only added to', tg_op, tg_table_name
    using errcode = '55000';
end
$$;
create trigger append_only before update or delete or truncate on act
  for each statement execute function refuse_change_of_act();
