/**
 * {@code icecoat verify}: what a VM's node is and runs, proved to the VM's owner on his own
 * computer. Whatever the factory passes on is judged here as if the factory lied.
 */
package org.icecoat.console.verify;
