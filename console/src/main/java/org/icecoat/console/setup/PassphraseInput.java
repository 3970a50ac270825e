package org.icecoat.console.setup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.terminal.Surroundings;
import org.icecoat.trust.credential.PassphraseSource;

/** The passphrase from the terminal, or from the first line of standard input. */
public final class PassphraseInput implements PassphraseSource {
  private static final int LONGEST = 1024;

  private final Surroundings surroundings;
  private final boolean fromInput;

  public PassphraseInput(Surroundings surroundings, boolean fromInput) {
    this.surroundings = surroundings;
    this.fromInput = fromInput;
  }

  @Override
  public char[] passphrase() {
    if (fromInput) {
      return firstLine(surroundings.streams().in());
    }
    if (!surroundings.screen().present()) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          "The private key has a passphrase and there is no terminal to ask on: give"
              + " --passphrase-stdin");
    }
    return surroundings.screen().ask("Passphrase of your private key: ");
  }

  private static char[] firstLine(InputStream in) {
    byte[] line = new byte[LONGEST];
    int length = 0;
    try {
      for (int one = in.read(); one >= 0 && one != '\n' && length < LONGEST; one = in.read()) {
        line[length++] = (byte) one;
      }
      int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
      CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(line, 0, end));
      return Arrays.copyOf(decoded.array(), decoded.limit());
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "The passphrase cannot be read from standard input", e);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }
}
