/** Drives each VM from what was observed to what is desired, by named steps. */
package org.icecoat.factory.drive;
