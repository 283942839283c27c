"""The stream as HLS (RFC 8216): segments, playlists, subtitles."""
