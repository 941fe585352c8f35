-- A dataset becomes visible when its upload is complete; the schema is known only then.
create table dataset (
    id         uuid primary key,
    name       varchar(100) not null,
    kind       varchar(20) not null,
    complete   boolean not null,
    row_count  bigint not null,
    selection  text not null,
    schema_json text,
    sha256     varchar(64),
    created_at timestamp(6) with time zone not null,
    touched_at timestamp(6) with time zone not null
);
create index dataset_complete on dataset (complete, id);

-- The rows, a few MiB at a time, deflated.
create table dataset_chunk (
    dataset_id  uuid not null references dataset (id) on delete cascade,
    chunk_index integer not null,
    row_count   integer not null,
    content     bytea not null,
    primary key (dataset_id, chunk_index)
);
