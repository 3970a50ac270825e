/** How the client's code fares, and what it has put out. */
package org.icecoat.factory.application;
