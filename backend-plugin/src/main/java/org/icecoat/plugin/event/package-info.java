/** News for the factory: kept until it has taken them. */
package org.icecoat.plugin.event;
