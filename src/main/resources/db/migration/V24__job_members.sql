-- how far each member of a job's model is
create table job_member (
    job_id        uuid not null references training_job (id) on delete cascade,
    member        integer not null,
    training_rows integer not null,
    epochs        integer not null,
    epoch         integer not null,
    best_epoch    integer,
    best_loss     double precision,
    -- null until it is finished
    stop_reason   varchar(30),
    primary key (job_id, member)
);

insert into job_member (job_id, member, training_rows, epochs, epoch, best_epoch, best_loss, stop_reason)
select j.id, 0, j.training_rows, j.epochs, j.epoch, j.best_epoch, coalesce(e.validation_loss, e.train_loss), j.stop_reason
from training_job j left join job_epoch e on e.job_id = j.id and e.member = 0 and e.epoch = j.best_epoch;

alter table training_job drop column training_rows;
alter table training_job drop column epochs;
alter table training_job drop column epoch;
alter table training_job drop column best_epoch;
-- the member whose epoch was recorded last
alter table training_job add column latest_member integer default 0 not null;
-- rows of their own to validate on
alter table training_job add column validation_dataset_id uuid;
create index training_job_validation_dataset on training_job (validation_dataset_id);

-- what the training of a member has left, as long as the others are trained
create table job_result (
    job_id     uuid not null references training_job (id) on delete cascade,
    member     integer not null,
    parameters bytea not null,
    primary key (job_id, member)
);
