/** What can go wrong in the factory: one exception, one enum of causes. */
package org.icecoat.factory.fault;
