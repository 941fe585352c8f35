create table training_job (
    id             uuid primary key,
    -- the resolved request, as JSON: what a run is planned from
    plan           text not null,
    model_name     varchar(100) not null,
    model_version  integer,
    network_id     uuid,
    dataset_id     uuid not null,
    dataset_sha256 varchar(64) not null,
    engine_version varchar(20) not null,
    status         varchar(20) not null,
    stop_reason    varchar(30),
    epochs         integer not null,
    epoch          integer not null,
    best_epoch     integer,
    training_rows  integer not null,
    -- raised by every claim and by whatever takes a job away from its runner: a writer with an older one writes nothing
    fence          bigint not null,
    -- raised by every write: what came with a larger one is newer
    revision       bigint not null,
    -- runs in a row that ended without grace and without getting further
    attempts       integer not null,
    claimed_epoch  integer not null,
    claimed_batch  integer not null,
    error          text,
    created_at     timestamp(6) with time zone not null,
    started_at     timestamp(6) with time zone,
    finished_at    timestamp(6) with time zone
);
create index training_job_status on training_job (status, id);
create index training_job_model_name on training_job (model_name, id);
create index training_job_dataset on training_job (dataset_id);
create index training_job_network on training_job (network_id);

create table job_transition (
    job_id   uuid not null references training_job (id) on delete cascade,
    revision bigint not null,
    status   varchar(20) not null,
    at       timestamp(6) with time zone not null,
    reason   varchar(500) not null,
    primary key (job_id, revision)
);

create table job_epoch (
    job_id          uuid not null references training_job (id) on delete cascade,
    member          integer not null,
    epoch           integer not null,
    revision        bigint not null,
    train_loss      double precision not null,
    validation_loss double precision,
    learning_rate   double precision not null,
    metrics         text not null,
    seconds         double precision not null,
    primary key (job_id, member, epoch)
);

-- what a run goes on from after an interruption: one row a job and member, replaced
create table job_snapshot (
    job_id     uuid not null references training_job (id) on delete cascade,
    member     integer not null,
    epoch      integer not null,
    batch      integer not null,
    written_at timestamp(6) with time zone not null,
    content    bytea not null,
    primary key (job_id, member)
);
