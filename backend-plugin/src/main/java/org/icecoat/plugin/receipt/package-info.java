/** What the node signs of the VMs that it was given, and keeps of those that are gone. */
package org.icecoat.plugin.receipt;
