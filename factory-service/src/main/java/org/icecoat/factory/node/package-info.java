/** Nodes as the factory sees them: who is enrolled, what they say, what they can be told. */
package org.icecoat.factory.node;
