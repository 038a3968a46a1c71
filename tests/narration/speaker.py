"""A program that speaks, for the voice "command": reads text, writes a WAV file, or goes wrong as it is told.

`python speaker.py RATE [SPEED] [dies|stalls|floods|chatters|silent]`
"""

import struct
import sys
import time

import numpy as np

rate = int(sys.argv[1])
speed = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
fault = sys.argv[3] if len(sys.argv) > 3 else ""
text = sys.stdin.buffer.read().decode()
if fault == "dies":
    sys.exit("no voice today")
if fault == "stalls":
    time.sleep(60)
if fault == "floods":
    while True:
        sys.stdout.buffer.write(b"\0" * 1_000_000)
if fault == "chatters":
    sys.stdout.write("Here is your sound: ...")
    sys.exit()
loudness = 0.0 if fault == "silent" else 9000.0
count = round(rate * (0.4 + len(text) / 15) / speed)
swell = (1 - np.cos(2 * np.pi * 4 * np.arange(count) / count)) / 2
sound = (loudness * swell * np.sin(0.06 * np.arange(count))).astype("<i2").tobytes()
form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16)
# A pipe cannot be wound back, so programs leave the lengths at their largest.
sys.stdout.buffer.write(b"RIFF\xff\xff\xff\xffWAVE" + form + b"data\xff\xff\xff\xff" + sound)
