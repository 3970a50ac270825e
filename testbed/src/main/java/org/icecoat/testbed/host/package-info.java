/**
 * Real hosts on one machine: a network of namespaces, each with its own processes, mounts, host
 * name and control groups, and with a libvirt daemon where guests are to run.
 */
package org.icecoat.testbed.host;
