/** Real hosts, certificates and images on one machine; for demonstration, tests and benchmarks. */
package org.icecoat.testbed;
