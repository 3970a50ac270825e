/** Bootable images and data disks from Debian packages, built without mounting anything. */
package org.icecoat.testbed.image;
