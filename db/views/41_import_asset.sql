-- Since when an asset stands, so that a register loaded again does not move its beginning.
create view import_asset as
select community_id, id, valid_from from asset;
