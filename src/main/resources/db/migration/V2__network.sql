-- Network definitions. They never change: a network is created, read and deleted.
create table networks (
    id         uuid not null primary key,
    name       varchar(100),
    definition text not null,                         -- JSON, without name and parameters
    parameters bytea,                                 -- float32, little-endian; null: none are given
    created_at timestamp(6) with time zone not null
);
create index networks_name on networks (name, id);
