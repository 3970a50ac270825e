/** The durable queue of work: which VM and which node is to be looked at when, and by whom. */
package org.icecoat.factory.work;
