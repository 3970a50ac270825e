package org.icecoat.factory.attest;

class ListedFilesOnH2Test extends ListedFilesContract {}
