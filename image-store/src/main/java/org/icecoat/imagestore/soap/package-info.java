/**
 * The store's SOAP edge: reads and writes the contract's types, makes declared faults of failures,
 * and serves it all over mutual TLS.
 */
package org.icecoat.imagestore.soap;
