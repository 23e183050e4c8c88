drop table if exists orders;
create table orders (name text primary key, amount integer not null, state text not null,
                     notes jsonb not null default '{}');
