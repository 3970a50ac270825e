/** How many nodes' evidence can be judged in a second. */
package org.icecoat.testbed.bench.appraise;
