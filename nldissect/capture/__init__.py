"""Where datagrams come from: capture files, read and written (pcap, pcapng; plain, gzip-compressed, or from a pipe)."""

from nldissect.capture.capturefile import CaptureFile, Interface, Section
from nldissect.capture.files import open_capture
from nldissect.capture.writer import PcapngWriter

__all__ = ["CaptureFile", "Interface", "PcapngWriter", "Section", "open_capture"]
