/** What the factory's administrators do with nodes. */
package org.icecoat.factory.administration;
