"""MPEG-TS at the level of access units (ISO/IEC 13818-1). Pure; bytes in, bytes out."""
