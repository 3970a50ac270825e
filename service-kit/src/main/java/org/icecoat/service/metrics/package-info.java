/** Figures of a running service, for Prometheus. */
package org.icecoat.service.metrics;
