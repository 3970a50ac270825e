-- Whether a list of files that came in parts was of the boot that was quoted, nobody had asked: each
-- is judged again, from its first line.
update node_tpm set files = null where files is not null;
