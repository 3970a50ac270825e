/** Where a service listens, and as whom. */
package org.icecoat.service.server;
