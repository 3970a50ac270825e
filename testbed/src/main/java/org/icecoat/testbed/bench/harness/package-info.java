/**
 * What every benchmark shares: rounds in turn, medians, goals, reports, and child processes that
 * run the product as a site would, with a compiler and a heap of their own.
 */
package org.icecoat.testbed.bench.harness;
