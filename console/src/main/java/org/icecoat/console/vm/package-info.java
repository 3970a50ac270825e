/** Commands about VMs that exist: list, show, watch, set, orders, output, query. */
package org.icecoat.console.vm;
