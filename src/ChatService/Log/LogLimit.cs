namespace GroupChat.Chat.Log;

/// <summary>Where reading stops: after so many events, or with the event that brings the bytes to the limit.</summary>
internal readonly record struct LogLimit(int Events, int Bytes);
