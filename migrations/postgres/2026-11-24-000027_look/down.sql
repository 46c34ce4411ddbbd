DROP INDEX fingerprint_look;
