/** What every command works with: the session, the options that all share. */
package org.icecoat.console.command;
