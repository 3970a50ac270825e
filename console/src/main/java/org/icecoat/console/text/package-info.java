/** Sizes, lengths of time and moments, as people read and write them. */
package org.icecoat.console.text;
