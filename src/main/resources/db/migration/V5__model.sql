-- the name outlives its versions, so that a version number never means two things
create table model_name (
    name         varchar(100) primary key,
    last_version integer not null
);

create table model (
    id              uuid primary key,
    name            varchar(100) not null,
    version         integer not null,
    job_id          uuid not null,
    dataset_id      uuid not null,
    dataset_sha256  varchar(64) not null,
    engine_version  varchar(20) not null,
    task            varchar(40) not null,
    loss            text not null,
    network         text not null,
    preprocessor    text not null,
    metrics         text not null,
    parameter_count bigint not null,
    created_at      timestamp(6) with time zone not null,
    unique (name, version)
);

create table model_member (
    model_id   uuid not null references model (id) on delete cascade,
    member     integer not null,
    parameters bytea not null,
    primary key (model_id, member)
);
