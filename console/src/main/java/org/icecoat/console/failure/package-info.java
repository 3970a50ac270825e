/** What can go wrong on the command line, and the exit status that tells it. */
package org.icecoat.console.failure;
