-- the version of a model that a job starts from: it stays as long as the job has not ended
alter table training_job add column continued_model_id uuid;
create index training_job_continued_model on training_job (continued_model_id);
