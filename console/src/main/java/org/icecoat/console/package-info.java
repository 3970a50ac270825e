/** The icecoat command: its tree of commands, and how a run ends. */
package org.icecoat.console;
