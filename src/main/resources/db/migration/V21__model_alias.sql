-- a name that points to a version of a model, and goes with it
create table model_alias (
    model_name varchar(100) not null,
    alias      varchar(100) not null,
    model_id   uuid not null references model (id) on delete cascade,
    primary key (model_name, alias)
);
create index model_alias_model on model_alias (model_id);
