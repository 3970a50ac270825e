/**
 * Judges foreign bytes before they are stored: they must be what they are declared to be, complete,
 * and name no other file.
 */
package org.icecoat.imagestore.inspection;
