/** Which node fits a VM, which fits best, and why the others do not. */
package org.icecoat.factory.placement;
