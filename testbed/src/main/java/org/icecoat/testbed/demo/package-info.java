/** The main job, told step by step with the product's own commands. */
package org.icecoat.testbed.demo;
