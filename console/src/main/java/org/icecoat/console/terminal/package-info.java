/** Where the command line runs, and how it writes: tables, JSON, progress. */
package org.icecoat.console.terminal;
