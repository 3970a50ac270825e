/**
 * The host's side of the guest runner (docs/guest.md): its link, the application's run, its output.
 */
package org.icecoat.plugin.guest;
