/** Commands about the user's own side: login, logout, configuration, version, completion. */
package org.icecoat.console.setup;
