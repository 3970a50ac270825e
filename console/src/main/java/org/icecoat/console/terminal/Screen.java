package org.icecoat.console.terminal;

/** The terminal before which the user sits, or none. */
public interface Screen {
  /** Output goes to a file or a pipe, and nobody can be asked. */
  Screen NONE =
      new Screen() {
        @Override
        public boolean present() {
          return false;
        }

        @Override
        public int width() {
          return 80;
        }

        @Override
        public char[] ask(String prompt) {
          return new char[0];
        }
      };

  /** Whether input and output are a terminal. */
  boolean present();

  /** Columns; 80 where it is not known. */
  int width();

  /** Asks for a secret without showing it; empty if the user gives none. */
  char[] ask(String prompt);
}
