/**
 * The factory's rows. JDBC is used here and nowhere else; no method calls anything outside the
 * database, so no transaction is open while a peer is called.
 */
package org.icecoat.factory.store;
