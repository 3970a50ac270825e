/** What a client and a server share: the port type, its WSDL and its names. */
package org.icecoat.wsrf.contract;
