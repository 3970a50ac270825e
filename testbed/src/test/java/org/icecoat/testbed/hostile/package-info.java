/** Applications and people who mean no good, on a real grid. */
package org.icecoat.testbed.hostile;
