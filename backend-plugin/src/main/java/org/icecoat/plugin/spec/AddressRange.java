package org.icecoat.plugin.spec;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An IPv4 network as its gateway sees it, such as 10.87.1.1/24.
 *
 * @param gateway an address of the network
 * @param prefix 22 to 29 bits: networks of 6 to 1022 hosts
 */
public record AddressRange(Inet4Address gateway, int prefix) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})/([0-9]{1,2})");
  private static final int WIDEST = 22;
  private static final int NARROWEST = 29;

  public AddressRange {
    if (prefix < WIDEST || prefix > NARROWEST) {
      throw new IllegalArgumentException("A network has a prefix of 22 to 29 bits, not " + prefix);
    }
  }

  /** Reads the form {@code 10.87.1.1/24}. */
  public static AddressRange parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no network; write it like 10.87.1.1/24");
    }
    return new AddressRange(address(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /** Reads an address in numbers; never asks a name server. */
  public static Inet4Address address(String numbers) {
    String[] parts = numbers.split("\\.", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("'" + numbers + "' is no IPv4 address");
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      int part = Integer.parseInt(parts[i]);
      if (part < 0 || part > 255) {
        throw new IllegalArgumentException("'" + numbers + "' is no IPv4 address");
      }
      bytes[i] = (byte) part;
    }
    return of(bytes);
  }

  /** All addresses but those of the network, the gateway and the broadcast, in ascending order. */
  public List<Inet4Address> hosts() {
    int size = 1 << (32 - prefix);
    int own = ByteBuffer.wrap(gateway.getAddress()).getInt();
    int first = own & -size;
    return IntStream.range(first + 1, first + size - 1)
        .filter(host -> host != own)
        .mapToObj(host -> of(ByteBuffer.allocate(4).putInt(host).array()))
        .toList();
  }

  private static Inet4Address of(byte[] bytes) {
    try {
      return (Inet4Address) InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }

  @Override
  public String toString() {
    return gateway.getHostAddress() + "/" + prefix;
  }
}
