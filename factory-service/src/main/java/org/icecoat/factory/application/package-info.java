/** The client's code: what it consists of, the archive that it travels in, how it fares. */
package org.icecoat.factory.application;
