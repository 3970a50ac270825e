/**
 * Runs a service in the foreground: reads its configuration, says when it is ready, looks at what
 * may change meanwhile, stops cleanly.
 */
package org.icecoat.service.process;
