package org.icecoat.service.database;

/** The databases that Icecoat runs on. */
public enum Dialect {
  H2,
  POSTGRESQL
}
