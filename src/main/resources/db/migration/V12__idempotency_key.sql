-- which job a key of a client has made, as long as there is the job
create table idempotency_key (
    idempotency_key varchar(255) primary key,
    body_sha256     varchar(64) not null,
    job_id          uuid not null references training_job (id) on delete cascade
);
create index idempotency_key_job on idempotency_key (job_id);
