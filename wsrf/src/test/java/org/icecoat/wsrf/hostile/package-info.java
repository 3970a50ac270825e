/**
 * Bad input for any service: a kit that reads a contract's operations and sends each of them
 * whatever a client should not send. Services extend {@link BadInputContract}.
 */
package org.icecoat.wsrf.hostile;
