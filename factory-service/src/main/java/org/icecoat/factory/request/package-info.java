/** What a client asks for, typed and checked. */
package org.icecoat.factory.request;
