"""everyread: one newsletter issue in; narrated MP3s, large print and easy read out."""
