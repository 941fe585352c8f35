-- A model's own network and loss are those of expert 0, its preprocessor is preparation 0: what differs from them stands here, once,
-- however many members share it.
alter table model add column expert_name varchar(100);

create table model_expert (
    model_id uuid not null references model (id) on delete cascade,
    expert   integer not null,
    name     varchar(100) not null,
    loss     text not null,
    network  text not null,
    primary key (model_id, expert)
);

create table model_preparation (
    model_id     uuid not null references model (id) on delete cascade,
    preparation  integer not null,
    preprocessor text not null,
    primary key (model_id, preparation)
);

alter table model_member add column expert integer default 0 not null;
alter table model_member add column preparation integer default 0 not null;
-- how the member's targets are written, where it is not as its preparation says
alter table model_member add column target text;
alter table model_member add column weight double precision default 1 not null;
-- which member of the training job it was
alter table model_member add column job_member integer default 0 not null;
