package org.icecoat.testbed.grid;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.pki.Credential;

/**
 * One of a grid's factories: they share the front's address and have ports of their own.
 *
 * @param number from 1
 */
record FactorySeat(int number, Credential credential) {
  private static final int FIRST_PORT = 8443;
  private static final int APART = 10;

  /** The name of its service, and of itself on a database that it shares. */
  static String name(int number) {
    return number == 1 ? "factory" : "factory-" + number;
  }

  static List<String> names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(FactorySeat::name).toList();
  }

  String name() {
    return name(number);
  }

  int port() {
    return FIRST_PORT + APART * (number - 1);
  }

  /** The first one's, when there are several. */
  static URI first(Host front) {
    return ServiceFiles.address(front, FIRST_PORT);
  }

  URI address(Host front) {
    return ServiceFiles.address(front, port());
  }
}
