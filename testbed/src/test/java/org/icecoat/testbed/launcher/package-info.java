/** The script in the repository's top, with tools that only say how they were called. */
package org.icecoat.testbed.launcher;
