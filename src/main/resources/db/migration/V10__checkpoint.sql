-- what a job's network was at the end of some epochs: the newest few, to predict with
create table job_checkpoint (
    job_id          uuid not null references training_job (id) on delete cascade,
    member          integer not null,
    epoch           integer not null,
    revision        bigint not null,
    train_loss      double precision not null,
    validation_loss double precision,
    parameters      bytea not null,
    created_at      timestamp(6) with time zone not null,
    primary key (job_id, member, epoch)
);
