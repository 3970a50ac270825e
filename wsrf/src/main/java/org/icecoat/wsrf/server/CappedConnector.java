package org.icecoat.wsrf.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds so many connections at once and resets each further one as it comes. Jetty's own limit
 * leaves them in the system's queue, where their clients wait for a handshake until somebody else
 * goes.
 */
final class CappedConnector extends ServerConnector {
  private static final Logger LOG = LoggerFactory.getLogger(CappedConnector.class);

  private final Set<SelectableChannel> held = ConcurrentHashMap.newKeySet();
  private final int most;
  private volatile boolean full;

  CappedConnector(Server server, int most, ConnectionFactory... factories) {
    super(server, 1, 1, factories);
    this.most = most;
    getSelectorManager().addEventListener(new Leavers());
  }

  @Override
  public void accept(int acceptor) throws IOException {
    if (getTransport() instanceof ServerSocketChannel listening && listening.isOpen()) {
      SocketChannel arrived = listening.accept();
      if (held.size() >= most) {
        reset(arrived);
      } else {
        full = false;
        take(arrived);
      }
    }
  }

  private void take(SocketChannel arrived) throws IOException {
    held.add(arrived);
    arrived.configureBlocking(false);
    configure(arrived.socket());
    getSelectorManager().accept(arrived);
  }

  /** With nothing sent, and nothing left to wait for. */
  private void reset(SocketChannel arrived) throws IOException {
    if (!full) {
      full = true;
      LOG.warn("All {} connections are taken: further ones are refused", most);
    }
    try (arrived) {
      arrived.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
  }

  private final class Leavers implements SelectorManager.AcceptListener {
    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
      held.remove(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
      held.remove(channel);
    }
  }
}
