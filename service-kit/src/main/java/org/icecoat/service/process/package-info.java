/**
 * Runs a service in the foreground: reads its configuration, says when it is ready, stops cleanly.
 */
package org.icecoat.service.process;
