/** Other programs, run by argument lists, with a time limit and captured output. */
package org.icecoat.testbed.command;
