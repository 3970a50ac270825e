/**
 * What the user asked for when he deployed a VM, remembered on his own computer, so that he can
 * hold it against what runs without asking the factory.
 */
package org.icecoat.console.asked;
