-- a run looks here now and then, also on another replica: it pauses at the next batch
alter table training_job add column pause_requested boolean default false not null;
