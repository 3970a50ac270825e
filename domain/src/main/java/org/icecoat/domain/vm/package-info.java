/** What a virtual machine is called and which states it goes through. */
package org.icecoat.domain.vm;
