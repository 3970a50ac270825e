/** WS-Resources: where they are found, and the operations of WSRF 1.2 over them. */
package org.icecoat.wsrf.resource;
