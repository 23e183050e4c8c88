drop table if exists orders;
create table orders (name text primary key, amount integer not null, state text not null default 'attempting',
                     attempt integer not null default 1, key_1 integer not null default 1, key_2 integer not null default 1);
