-- Which records still wait for photos from a phone: few at any time, and looked up for every page of a list.
create index field_photo_away on field_photo (community_id, target_id) where arrived_at is null;
