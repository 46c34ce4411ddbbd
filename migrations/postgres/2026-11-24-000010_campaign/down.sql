DROP TABLE campaign_answer;
DROP TABLE campaign_move;
DROP TABLE campaign_step;
DROP TABLE membership;
DROP TABLE campaign_key;
DROP TABLE fingerprint;
DROP TABLE campaign;
