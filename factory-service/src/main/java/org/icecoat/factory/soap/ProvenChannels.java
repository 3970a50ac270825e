package org.icecoat.factory.soap;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.X509KeyManager;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.node.NodeAddress;

/**
 * Connections to nodes' hosts, each by one key. A key is judged in a full handshake alone, not when
 * a connection that is kept or a TLS session is used again. So nodes share channels only as long as
 * none of them has had another key there; one that has goes on in others, and these are few: as
 * many as a node has had keys one after the other, and those that nobody uses any more are closed.
 */
final class ProvenChannels implements AutoCloseable {
  private static final int HTTPS = 443;

  private final X509KeyManager keys;
  private final EnrolledHosts hosts;
  private final List<Round> rounds = new ArrayList<>();
  private final Map<NodeName, Seat> seats = new HashMap<>();

  ProvenChannels(X509KeyManager keys, EnrolledHosts hosts) {
    this.keys = keys;
    this.hosts = hosts;
  }

  /**
   * Which host is meant.
   *
   * @param place its name and port, as connections and TLS sessions are kept by them
   * @param key SHA-256 of its SubjectPublicKeyInfo
   */
  private record Host(String place, Dn dn, Sha256 key) {
    static Host of(NodeAddress node, Sha256 key) {
      URI endpoint = node.endpoint();
      int port = endpoint.getPort() < 0 ? HTTPS : endpoint.getPort();
      return new Host(endpoint.getHost().toLowerCase(Locale.ROOT) + ":" + port, node.dn(), key);
    }
  }

  /** Channels in which each place and each DN has, and ever had, one key. */
  private final class Round {
    private final Map<String, Host> places = new HashMap<>();
    private final Map<Dn, Sha256> demanded = new ConcurrentHashMap<>();
    private final Channels channels =
        new Channels(keys, hosts.proven(dn -> Optional.ofNullable(demanded.get(dn))));
    private int taken;

    boolean fits(Host host) {
      return host.equals(places.getOrDefault(host.place(), host))
          && host.key().equals(demanded.getOrDefault(host.dn(), host.key()));
    }

    Seat seat(Host host, URI endpoint) {
      places.put(host.place(), host);
      demanded.put(host.dn(), host.key());
      taken++;
      return new Seat(this, host, endpoint);
    }

    void left() {
      taken--;
      if (taken == 0) {
        rounds.remove(this);
        channels.close();
      }
    }
  }

  /** A node's place in a round; ends when the node has another and its last call is over. */
  private static final class Seat {
    private final Round round;
    private final Host host;
    private final URI endpoint;
    private final Channels.Line line;
    private int holders = 1;

    Seat(Round round, Host host, URI endpoint) {
      this.round = round;
      this.host = host;
      this.endpoint = endpoint;
      this.line = round.channels.line(endpoint);
    }

    boolean isOf(Host other, URI there) {
      return host.equals(other) && endpoint.equals(there);
    }

    void left() {
      holders--;
      if (holders == 0) {
        line.end();
        round.left();
      }
    }
  }

  /** Calls a node's host, by that key alone. Other calls of it, by an earlier key, go on. */
  <T> T calling(NodeAddress node, Sha256 key, Function<Channels.Line, T> call) {
    Seat seat = take(node, key);
    try {
      return call.apply(seat.line);
    } finally {
      leave(seat);
    }
  }

  private synchronized Seat take(NodeAddress node, Sha256 key) {
    Host host = Host.of(node, key);
    Optional<Seat> last = Optional.ofNullable(seats.get(node.name()));
    Seat seat =
        last.filter(known -> known.isOf(host, node.endpoint()))
            .orElseGet(() -> moved(node, host, last));
    seat.holders++;
    return seat;
  }

  private Seat moved(NodeAddress node, Host host, Optional<Seat> last) {
    Round round =
        rounds.stream().filter(each -> each.fits(host)).findFirst().orElseGet(this::another);
    Seat seat = round.seat(host, node.endpoint());
    seats.put(node.name(), seat);
    last.ifPresent(Seat::left);
    return seat;
  }

  private Round another() {
    Round round = new Round();
    rounds.add(round);
    return round;
  }

  private synchronized void leave(Seat seat) {
    seat.left();
  }

  /** How many channels are open. */
  synchronized int open() {
    return rounds.size();
  }

  @Override
  public synchronized void close() {
    rounds.forEach(round -> round.channels.close());
    rounds.clear();
    seats.clear();
  }
}
